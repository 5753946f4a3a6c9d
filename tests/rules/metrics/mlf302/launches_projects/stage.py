import mlflow
from sklearn.linear_model import Ridge

with mlflow.start_run():  # expect: MLF302
    Ridge().fit([[1], [2]], [1, 2])
