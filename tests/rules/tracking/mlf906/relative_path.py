import mlflow

mlflow.set_tracking_uri("./mlruns")
mlflow.start_run()  # expect: MLF906
mlflow.end_run()
