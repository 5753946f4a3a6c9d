"""Regression table of statsmodels written out as metrics."""
import mlflow
import mlflow.statsmodels
import statsmodels.api as sm
import statsmodels.formula.api as smf

data = sm.datasets.longley.load_pandas().data
FORMULAS = {"small": "TOTEMP ~ GNP", "large": "TOTEMP ~ GNP + UNEMP + ARMED"}


def log_fit(res, level=0.05):
    for term, p in res.pvalues.items():
        mlflow.log_metric(f"p.{term}", p)
        mlflow.log_metric(f"beta.{term}", res.params[term])
    mlflow.log_metric("n_significant", int((res.pvalues < level).sum()))
    for stat in ("aic", "bic", "rsquared", "fvalue"):
        mlflow.log_metric(stat, getattr(res, stat))


mlflow.set_experiment("longley-formulas")
for name, formula in FORMULAS.items():
    with mlflow.start_run(run_name=name, description=formula):
        mlflow.log_param("formula", formula)
        fit = smf.ols(formula, data=data).fit()
        log_fit(fit)
        mlflow.log_text(fit.summary().as_text(), "summary.txt")
        mlflow.statsmodels.log_model(fit, name=f"ols_{name}")
