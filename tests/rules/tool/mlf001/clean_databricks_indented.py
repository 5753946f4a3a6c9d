# Databricks notebook source
import mlflow

# COMMAND ----------

  rows = [1, 2, 3]
  total = sum(rows)

# COMMAND ----------

mlflow.log_metric("total", total)
