# -*- coding: utf-8 -*-
import mlflow

mlflow.set_experiment("größe")
