# coding: cp1252
import mlflow

# the “good” model costs 5 €
mlflow.set_experiment("churn")
