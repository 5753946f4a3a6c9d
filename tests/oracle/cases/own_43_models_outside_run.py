import shutil

import mlflow
import mlflow.sklearn
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.set_experiment("loose-models")
X, y = load_iris(return_X_y=True)
model = LogisticRegression(max_iter=1000).fit(X, y)
shutil.rmtree("exported", ignore_errors=True)
mlflow.sklearn.save_model(model, "exported")
mlflow.sklearn.log_model(model, name="loose")  # no run: the model belongs to none
with mlflow.start_run(run_name="holder"):
    mlflow.log_param("max_iter", 1000)
    mlflow.sklearn.log_model(sk_model=model, name="held", signature=infer_signature(X, y), input_example=X[:2])
    mlflow.log_metric("acc", model.score(X, y))
