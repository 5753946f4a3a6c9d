import os

import mlflow

mlflow.set_tracking_uri(f"file://localhost/{os.getcwd()}/mlruns")
