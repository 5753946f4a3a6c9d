import os

import mlflow

mlflow.set_tracking_uri("file://" + os.path.join(os.getcwd(), "mlruns"))
with mlflow.start_run():  # expect: MLF906
    mlflow.log_param("x", 1)
