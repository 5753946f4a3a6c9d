import getpass
import os

import mlflow

password = getpass.getpass()
token = os.environ["DATABRICKS_TOKEN"]
with mlflow.start_run():
    mlflow.log_params(dict(os.environ))  # expect: MLF904
with mlflow.start_run():
    mlflow.log_param("password", password)  # expect: MLF904
    mlflow.log_param("token", token)  # expect: MLF904
    mlflow.set_tag("db", f"postgres://anna:{password}@db")  # expect: MLF904
    mlflow.log_params({
        "user": "anna",
        "secret": os.getenv("AWS_SECRET_ACCESS_KEY"),  # expect: MLF904
    })
    mlflow.log_dict(dict(os.environ), "environment.json")  # expect: MLF904
    mlflow.log_text(str(os.environ), "environment.txt")  # expect: MLF904
    mlflow.log_artifact(".env")  # expect: MLF904
    mlflow.set_tags({"api": os.environ.get("OPENAI_API_KEY")})  # expect: MLF904
