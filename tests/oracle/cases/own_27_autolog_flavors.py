"""Global autolog with one flavor kept out."""
import mlflow
import numpy as np
import statsmodels.api as sm
from sklearn.linear_model import Lars

mlflow.set_experiment("autolog-flavors")
mlflow.statsmodels.autolog(disable=True)
mlflow.autolog(log_input_examples=True, silent=True)

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 3))
y = X @ [1.0, 2.0, 0.0] + rng.normal(scale=0.1, size=60)

with mlflow.start_run(run_name="lars"):
    Lars(n_nonzero_coefs=2).fit(X, y)
with mlflow.start_run(run_name="glm"):
    res = sm.GLM(y, sm.add_constant(X)).fit()
    mlflow.log_param("family", "gaussian")
    mlflow.log_metrics({"deviance": res.deviance, "aic": res.aic})
