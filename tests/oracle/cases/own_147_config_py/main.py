# oracle-args: --config fast
import argparse

from project.run import run

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="fast", choices=["fast", "slow"])
    run(parser.parse_args().config)
