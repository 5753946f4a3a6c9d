import mlflow


def start(experiment, run):
    mlflow.set_experiment(experiment)
    mlflow.start_run(run_name=run)


def record(values, prefix=""):
    for key in values:
        mlflow.log_metric(prefix + "." + key if prefix else key, values[key])


def stop():
    mlflow.set_tag("stopped", "cleanly")
    mlflow.end_run()
