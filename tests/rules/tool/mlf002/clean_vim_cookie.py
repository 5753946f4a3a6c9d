#!/usr/bin/env python3
# vim: set fileencoding=latin-1 :
import mlflow

mlflow.set_experiment("größe")
