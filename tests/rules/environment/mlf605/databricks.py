# Databricks notebook source
# expect: MLF605
# MAGIC %pip install mlflow

# COMMAND ----------

import mlflow

mlflow.set_experiment("a")
