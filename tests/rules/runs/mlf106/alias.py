from mlflow import log_metric, set_experiment, start_run

with start_run() as run:
    set_experiment("late")  # expect: MLF106
    log_metric("a", 1)
