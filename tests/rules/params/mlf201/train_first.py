import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC

x, y = load_iris(return_X_y=True)
model = SVC(C=10, kernel="rbf")  # expect: MLF201 "C=10"
model.fit(x, y)

with mlflow.start_run():
    mlflow.log_param("kernel", "rbf")
    mlflow.log_metric("accuracy", model.score(x, y))
    mlflow.sklearn.log_model(model, name="svc")
