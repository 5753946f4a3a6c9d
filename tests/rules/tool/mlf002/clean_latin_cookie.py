# -*- coding: latin-1 -*-
import mlflow

mlflow.set_experiment("größe")
