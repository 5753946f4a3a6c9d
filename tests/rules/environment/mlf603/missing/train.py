import os

import lightgbm  # expect: MLF603 "lightgbm"
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge  # expect: MLF603 "scikit-learn"

import helper

mlflow.set_experiment(os.environ.get("EXPERIMENT", "a"))
print(lightgbm, pd, Ridge, helper)
