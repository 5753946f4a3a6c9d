import os

import lightgbm  # expect: MLF603 "lightgbm"

os.environ["MLFLOW_EXPERIMENT_NAME"] = "prices"
os.system("mlflow run . -P rate=0.1")
