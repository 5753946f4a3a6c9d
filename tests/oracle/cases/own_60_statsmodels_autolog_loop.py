import mlflow
import numpy as np
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.holtwinters import SimpleExpSmoothing

mlflow.statsmodels.autolog(log_models=False)
mlflow.set_experiment("ar-orders")
rng = np.random.default_rng(8)
y = np.cumsum(rng.normal(size=80)) + 50

with mlflow.start_run(run_name="orders"):
    for lag in (1, 2):
        with mlflow.start_run(run_name=f"AR({lag})", nested=True):
            fitted = AutoReg(y, lags=lag).fit()
            mlflow.log_param("order", lag)
            mlflow.log_metric("manual_bic", fitted.bic)
    mlflow.log_metric("n_orders", 2)
with mlflow.start_run(run_name="ses"):
    SimpleExpSmoothing(y, initialization_method="estimated").fit()
    mlflow.log_param("baseline", True)
