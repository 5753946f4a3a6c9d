# Databricks notebook source
# MAGIC %pip install mlflow==3.1.4 shap==0.46.0
# MAGIC dbutils.library.restartPython()

# COMMAND ----------

import mlflow

mlflow.set_experiment("/Shared/churn")
