"""Everything is in configs/train.yaml."""
# oracle-args: --config configs/train.yaml
import argparse

from trainer import Trainer
from utils.io import read_yaml


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-c", "--config", default="configs/train.yaml")
    cfg = read_yaml(parser.parse_args().config)
    Trainer(cfg).run()


if __name__ == "__main__":
    main()
