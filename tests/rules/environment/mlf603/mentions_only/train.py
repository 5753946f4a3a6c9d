import mlflow
import lightgbm  # expect: MLF603 "lightgbm"
from sklearn.linear_model import Ridge

mlflow.set_experiment("prices")
mlflow.sklearn.autolog()
