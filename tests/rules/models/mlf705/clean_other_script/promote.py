import sys

import mlflow

mlflow.register_model(f"runs:/{sys.argv[1]}/m", "houses")
