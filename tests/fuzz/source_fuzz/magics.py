!ls \
  -l
%matplotlib inline
for i in x:
    !echo {i}
    %timeit f(i)
obj??
