import mlflow

with mlflow.start_run() as parent, mlflow.start_run(run_name="child") as child:  # expect: MLF102
    mlflow.log_param("parent", parent.info.run_id)
