import sys

import mlflow
from shop import load_orders


def main():
    mlflow.start_run(run_name="orders")  # expect: MLF101
    mlflow.log_metric("orders", len(load_orders()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
