import mlflow


def test_training_logs_its_loss():
    with mlflow.start_run() as run:
        mlflow.log_metric("loss", 0.5)
    assert mlflow.get_run(run.info.run_id).data.metrics["loss"] == 0.5
