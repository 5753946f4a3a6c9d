import os
import subprocess
import sys

import mlflow

subprocess.run([sys.executable, "-m", "pip", "install", "lightgbm"], check=True)  # expect: MLF605 "lightgbm"
subprocess.check_call("pip install catboost", shell=True)  # expect: MLF605
os.system("pip install -U shap")  # expect: MLF605
mlflow.set_experiment("a")
