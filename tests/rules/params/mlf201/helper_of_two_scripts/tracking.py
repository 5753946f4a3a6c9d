import logging

import mlflow


def begin(name):
    run = mlflow.start_run(run_name=name)
    logging.info("run %s", run.info.run_id)
    return run
