import mlflow

mlflow.set_experiment("steps")
with mlflow.start_run(run_name="steps") as run:
    for epoch in range(3):
        for batch in range(2):
            mlflow.log_metric("batch_loss", 1 / (1 + epoch + batch), step=epoch * 2 + batch)
        mlflow.log_metric("epoch_loss", 1 / (1 + epoch), epoch)
        mlflow.log_metric("no_step", epoch)
    mlflow.log_metric("constant_step", 1.0, step=0)
    mlflow.log_metric("once_late", 1.0, step=100)
    mlflow.log_metrics(metrics={"a": 1, "b": 2}, step=7)
    mlflow.log_metrics({"c": 3})
    step = 0
    while step < 4:
        mlflow.log_metric("while_loss", 4 - step, step=step)
        step += 2
mlflow.log_metrics({"after": 5.0}, run_id=run.info.run_id)
