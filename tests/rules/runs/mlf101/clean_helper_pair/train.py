import mlflow

import tracking

for name in ("a", "b"):
    tracking.begin(name)
    mlflow.log_param("name", name)
    tracking.finish()
