# -*- coding: ascii -*-
# expect-file: MLF002
import mlflow

mlflow.set_experiment("größe")
