"""statsmodels autolog for two specifications inside one nested structure."""
import mlflow
import mlflow.statsmodels
import numpy as np
import statsmodels.api as sm

mlflow.statsmodels.autolog(log_models=False)
mlflow.set_experiment("sm-auto")
rng = np.random.RandomState(4)
x = rng.rand(50, 2)
y = x @ [2.0, -1.0] + rng.normal(scale=0.05, size=50)

with mlflow.start_run(run_name="both"):
    mlflow.set_tag("data", "synthetic")
    for name, design in {"no_const": x, "const": sm.add_constant(x)}.items():
        with mlflow.start_run(run_name=name, nested=True):
            result = sm.OLS(y, design).fit()
            mlflow.log_metric("n_params", len(result.params))
            mlflow.log_metric("max_p", float(result.pvalues.max()))
