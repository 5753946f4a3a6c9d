import mlflow

for depth in (2, 4):
    mlflow.start_run(run_name=str(depth))
    mlflow.log_param("depth", depth)
    mlflow.end_run()
