import mlflow, \
    os
from math import (  # comment
    pi,
    tau,
)
from os import \
    path

mlflow.log_params({"pi": pi, "tau": tau, "path": path.sep, "name": os.name})
