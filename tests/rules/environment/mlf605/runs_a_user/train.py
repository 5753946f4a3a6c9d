# Databricks notebook source
# expect: MLF605 "lightgbm"
# MAGIC %pip install lightgbm

# COMMAND ----------
# MAGIC %run ./settings

# COMMAND ----------
start()
