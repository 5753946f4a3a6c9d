import mlflow
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
Ridge().fit([[1], [2]], [1, 2])
