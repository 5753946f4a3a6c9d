from pathlib import Path

import mlflow

DB = Path(__file__).parent / "mlflow.db"
mlflow.set_tracking_uri(f"sqlite:///{DB}")
mlflow.start_run()  # expect: MLF901
mlflow.end_run()
