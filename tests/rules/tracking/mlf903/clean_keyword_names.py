import mlflow

max_tokens = "256"
token_limit = 100
password_field = "password"
mlflow.set_experiment("a")
