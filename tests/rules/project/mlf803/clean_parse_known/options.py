import argparse


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--alpha", type=float)
    return parser.parse_args()
