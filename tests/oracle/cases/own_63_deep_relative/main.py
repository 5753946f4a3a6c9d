import sys

from fraud.pipelines.training import cli

if __name__ == "__main__":
    sys.exit(cli())
