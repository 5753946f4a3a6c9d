import sys

import mlflow
from shop import load_orders


def main():
    mlflow.start_run(run_name="orders")
    orders = load_orders()
    if orders is None:
        raise ValueError("no orders")
    mlflow.log_metric("orders", len(orders))
    mlflow.end_run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
