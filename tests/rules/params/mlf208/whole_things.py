"""Values that cannot fit into a parameter."""
import mlflow
import numpy as np
import pandas as pd
import polars as pl
from pyspark.sql import SparkSession
from sklearn.model_selection import train_test_split


def as_csv(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("data", frame.to_csv(index=False))  # expect: MLF208


def as_json(path):
    frame = pd.read_parquet(path)
    with mlflow.start_run():
        mlflow.log_params({
            "rows": len(frame),
            "data": frame.to_json(orient="records"),  # expect: MLF208
        })


def as_dict(engine):
    frame = pd.read_sql("select * from customers", engine)
    with mlflow.start_run():
        mlflow.log_param("customers", frame.to_dict("records"))  # expect: MLF208


def a_part_of_the_split(path):
    frame = pd.read_csv(path)
    train, test = train_test_split(frame, test_size=0.2, random_state=1)
    with mlflow.start_run():
        mlflow.log_param("train", train)  # expect: MLF208
        mlflow.log_param("test", test)  # expect: MLF208


def from_spark(table):
    spark = SparkSession.builder.getOrCreate()
    frame = spark.read.table(table).toPandas()
    with mlflow.start_run():
        mlflow.log_param("table", frame)  # expect: MLF208


def from_polars(path):
    frame = pl.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("frame", frame.write_csv())  # expect: MLF208


class Job:
    def __init__(self, path):
        self.frame = pd.read_excel(path)

    def run(self):
        with mlflow.start_run():
            mlflow.log_param("sheet", self.frame.to_string())  # expect: MLF208


def job():
    Job("plan.xlsx").run()
