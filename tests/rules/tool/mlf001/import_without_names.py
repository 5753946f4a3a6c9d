# expect-file: MLF001
import mlflow
from math import

mlflow.log_param("alpha", 0.1)
