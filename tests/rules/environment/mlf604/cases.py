import mlflow
import pandas as pd
from mlflow.sklearn import log_model
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
REQUIREMENTS = ["scikit-learn", "pandas==2.3.1"]
CONDA = {
    "name": "churn",
    "channels": ["conda-forge"],
    "dependencies": ["python=3.11.9", "numpy", {"pip": ["mlflow==3.1.4"]}],
}
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="a", pip_requirements=["scikit-learn"])  # expect: MLF604 "scikit-learn"
    mlflow.sklearn.log_model(model, name="b", pip_requirements=["scikit-learn>=1.5", "pandas==2.3.1"])  # expect: MLF604
    mlflow.sklearn.log_model(model, name="c", extra_pip_requirements=["shap"])  # expect: MLF604
    mlflow.sklearn.log_model(model, name="d", pip_requirements=REQUIREMENTS)  # expect: MLF604
    mlflow.sklearn.log_model(model, name="e", conda_env=CONDA)  # expect: MLF604 "numpy"
    mlflow.sklearn.log_model(
        model,
        name="f",
        conda_env={"dependencies": ["python=3.11.9", {"pip": ["mlflow"]}]},  # expect: MLF604
    )
    log_model(model, name="g", pip_requirements=("scikit-learn~=1.7",))  # expect: MLF604
    mlflow.pyfunc.log_model(name="h", python_model=lambda frame: frame, input_example=[1], pip_requirements=["pandas"])  # expect: MLF604
    mlflow.sklearn.log_model(model, name="i", pip_requirements=["git+https://github.com/org/pkg.git@main"])  # expect: MLF604
mlflow.sklearn.save_model(model, "out", pip_requirements=["scikit-learn<2"])  # expect: MLF604
