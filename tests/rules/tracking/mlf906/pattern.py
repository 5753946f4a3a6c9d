from pathlib import Path

import mlflow

folder = Path(__file__).parent / "mlruns"
mlflow.set_tracking_uri(f"file://{folder}")
with mlflow.start_run():  # expect: MLF906
    mlflow.log_metric("a", 1)
