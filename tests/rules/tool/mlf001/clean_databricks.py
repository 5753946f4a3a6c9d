# Databricks notebook source
# MAGIC %md
# MAGIC # Training

# COMMAND ----------

# MAGIC %pip install mlflow==3.1.4

# COMMAND ----------

import mlflow

with mlflow.start_run():
    mlflow.log_param("a", 1)
