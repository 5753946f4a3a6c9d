from utils import *
from utils.consts import *


def main():
    start(EXPERIMENT, RUN)
    for row in load_rows():
        scores = evaluate(row)
        record(scores, prefix=row["name"])
    stop()


if __name__ == "__main__":
    main()
