# ---
# jupyter:
#   kernelspec:
#     name: python3
# ---

# %% [markdown]
# text

# %%
!pip install x
%time fit(a)

# %% first {"tags": ["a"]}
# %%bash
# ls

# + tags=[]
x = !ls
# -
