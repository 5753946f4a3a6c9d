import mlflow
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

rng = np.random.default_rng(3)
frame = pd.DataFrame({"dose": rng.uniform(0, 5, 60), "age": rng.integers(20, 70, 60)})
frame["effect"] = 2 * frame["dose"] - 0.1 * frame["age"] + rng.normal(0, 0.3, 60)

mlflow.statsmodels.autolog(log_models=False)

with mlflow.start_run(run_name="ols"):
    result = smf.ols("effect ~ dose + age", data=frame).fit(cov_type="HC1")
    mlflow.log_metrics({f"p_{name}": value for name, value in result.pvalues.items()})
    mlflow.log_dict(result.params.to_dict(), "coefficients.json")
