import mlflow
import pandas as pd
import sklearn
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
conda = {
    "channels": ["defaults"],
    "dependencies": ["python=3.11.9", "numpy=2.2.6", "pip", {"pip": ["mlflow==3.1.4", "scikit-learn==1.7.1"]}],
}
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="a")
    mlflow.sklearn.log_model(model, name="b", pip_requirements=["scikit-learn==1.7.1"])
    mlflow.sklearn.log_model(model, name="c", pip_requirements="requirements.txt")
    mlflow.sklearn.log_model(model, name="d", pip_requirements=["-r requirements.txt"])
    mlflow.sklearn.log_model(model, name="e", pip_requirements=[f"scikit-learn=={sklearn.__version__}"])
    mlflow.sklearn.log_model(model, name="f", conda_env=conda)
    mlflow.sklearn.log_model(model, name="g", conda_env="conda.yaml")
    mlflow.sklearn.log_model(model, name="h", extra_pip_requirements=None)
    mlflow.sklearn.log_model(model, name="i", pip_requirements=["./wheels/pkg-1.0-py3-none-any.whl"])
    mlflow.sklearn.log_model(model, name="j", code_paths=["src"])
    mlflow.log_params({"pip_requirements": ["pandas"]})
