from contextlib import ExitStack

import mlflow

with ExitStack() as stack:
    stack.enter_context(mlflow.start_run())
    mlflow.log_param("a", 1)
