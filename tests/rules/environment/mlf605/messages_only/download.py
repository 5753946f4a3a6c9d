# Databricks notebook source
# MAGIC %pip install opendatasets

# COMMAND ----------
# MAGIC %run ./settings

# COMMAND ----------
import opendatasets

opendatasets.download("https://example.com/data")
