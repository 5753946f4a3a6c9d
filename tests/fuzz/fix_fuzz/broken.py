import mlflow
def f(:
  with mlflow.start_run(
    mlflow.log_param('a' 1)
  x = = 2
class
mlflow.log_metric('loss', 1.0)
'''open