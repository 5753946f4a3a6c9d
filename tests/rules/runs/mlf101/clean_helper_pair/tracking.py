import mlflow


def begin(name):
    mlflow.start_run(run_name=name)


def finish():
    mlflow.end_run()
