# Databricks notebook source
import mlflow

# COMMAND ----------

# MAGIC %pip install mlflow==2.9

# COMMAND ----------

# MAGIC %md
# MAGIC # Title

# COMMAND ----------

%sql
select 1

# COMMAND ----------

x = 1
