import mlflow


def ensure_run():
    return mlflow.active_run() or mlflow.start_run(run_name="ensured")


def log_all(prefix, **values):
    ensure_run()
    for k, v in values.items():
        mlflow.log_metric(f"{prefix}.{k}", v)


def finish():
    active = mlflow.active_run()
    if active is not None:
        mlflow.set_tag("finished_by", "finish()")
        mlflow.end_run()


mlflow.set_experiment("active")
log_all("warm", a=1, b=2)
log_all("hot", a=3)
finish()
finish()
last = mlflow.last_active_run()
client = mlflow.MlflowClient()
client.log_metric(last.info.run_id, "post_mortem", 1.0)
client.set_tag(last.info.run_id, "mlflow.note.content", "closed by finish()")
with mlflow.start_run(run_name="second"):
    mlflow.log_param("previous_name", last.info.run_name)
