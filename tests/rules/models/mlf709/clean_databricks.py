# Databricks notebook source
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

# COMMAND ----------

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(random_state=1).fit(data[["a"]], data["y"])
    mlflow.sklearn.log_model(model, name="m")
