import mlflow


def fresh(name):
    mlflow.end_run()
    return mlflow.start_run(run_name=name)


fresh("a")
fresh("b")
mlflow.end_run()
