import mlflow


def run_step(name):
    nested = mlflow.active_run() is not None
    with mlflow.start_run(run_name=name, nested=nested):
        mlflow.log_param("name", name)


with mlflow.start_run():
    run_step("a")
run_step("b")
