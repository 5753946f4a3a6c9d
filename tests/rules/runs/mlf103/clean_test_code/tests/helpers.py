import mlflow


def finished_run():
    with mlflow.start_run() as run:
        mlflow.log_param("depth", 3)
    return run.info.run_id


ID = finished_run()
