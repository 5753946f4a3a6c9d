# oracle-args: --depth 3 --quiet
from options import parse
from report import report
from training import train

if __name__ == "__main__":
    opts = parse()
    report(*train(opts), opts)
