import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC

x, y = load_iris(return_X_y=True)
model = SVC(C=2).fit(x, y)
with mlflow.start_run():  # expect: MLF302
    mlflow.log_param("C", 2)
    mlflow.sklearn.log_model(model, name="svc")
