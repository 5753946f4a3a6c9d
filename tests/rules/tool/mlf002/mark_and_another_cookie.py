# -*- coding: iso-8859-15 -*-
# expect-file: MLF002
import mlflow

mlflow.set_experiment("churn")
