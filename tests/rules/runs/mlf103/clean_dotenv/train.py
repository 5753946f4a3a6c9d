"""Nothing says what the file that is loaded holds."""
import mlflow
from dotenv import load_dotenv

load_dotenv()
with mlflow.start_run():
    mlflow.log_metric("a", 1)
