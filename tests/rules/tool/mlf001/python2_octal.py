import os

import mlflow

os.makedirs("out", 0755)  # expect: MLF001
mlflow.set_experiment("a")
