import mlflow
from dotenv import load_dotenv

load_dotenv()
with mlflow.start_run():  # expect: MLF103
    mlflow.log_metric("a", 1)
