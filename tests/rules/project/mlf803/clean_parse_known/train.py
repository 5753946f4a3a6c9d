import mlflow

import options

args = options.parse()
with mlflow.start_run():
    mlflow.log_params(vars(args))
