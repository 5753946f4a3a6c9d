# Databricks notebook source
import os

if "DATABRICKS_HOST" not in os.environ:
    print("Your MLflow logging may not work without a host")
