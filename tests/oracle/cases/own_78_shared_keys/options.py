import argparse


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    verbosity = parser.add_mutually_exclusive_group()
    verbosity.add_argument("--quiet", dest="verbose", action="store_false")
    verbosity.add_argument("--verbose", action="store_true", default=True)
    group = parser.add_argument_group("output")
    group.add_argument("--experiment", default="shared-keys")
    return parser.parse_args(argv)
