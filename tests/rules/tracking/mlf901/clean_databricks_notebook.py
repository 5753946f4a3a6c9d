# Databricks notebook source
import mlflow

# COMMAND ----------

with mlflow.start_run():
    mlflow.log_metric("a", 1)
