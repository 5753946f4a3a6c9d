from typing import TYPE_CHECKING

import mlflow

try:
    import shap
except ImportError:
    shap = None

if TYPE_CHECKING:
    import numpy as np

mlflow.set_experiment("a")
