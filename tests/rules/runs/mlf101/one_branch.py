import sys

import mlflow


def main(fast):
    run = mlflow.start_run()  # expect: MLF101
    mlflow.log_metric("fast", int(fast))
    if fast:
        mlflow.end_run()
    return run.info.run_id


def cli():
    for word in sys.argv[1:]:
        main(word == "fast")


cli()
