# Databricks notebook source
# MAGIC %pip install mlflow==2.9.0 langchain==0.0.344 mlflow[databricks]

# COMMAND ----------
import mlflow

mlflow.set_experiment("/Shared/chat")
