import mlflow
from sklearn.linear_model import Ridge

mlflow.sklearn.log_model(Ridge().fit([[1], [2]], [1, 2]), name="model")
