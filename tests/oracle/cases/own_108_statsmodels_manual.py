"""statsmodels formula fits with coefficients logged from the result."""
import mlflow
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

rng = np.random.default_rng(0)
frame = pd.DataFrame({"x1": rng.normal(size=60), "x2": rng.normal(size=60)})
frame["y"] = 1.5 * frame.x1 - 0.5 * frame.x2 + rng.normal(scale=0.1, size=60)

FORMULAS = {"one": "y ~ x1", "two": "y ~ x1 + x2"}

mlflow.set_experiment("ols-formulas")
for name, formula in FORMULAS.items():
    with mlflow.start_run(run_name=name):
        mlflow.log_param("formula", formula)
        result = smf.ols(formula, data=frame).fit(cov_type="HC1")
        mlflow.log_metrics({"r2": result.rsquared, "aic": result.aic, "n": int(result.nobs)})
        for term, value in result.params.items():
            mlflow.log_metric(f"coef_{term}", value)
        mlflow.log_text(result.summary().as_text(), "summary.txt")
        mlflow.statsmodels.log_model(result, name="ols")
