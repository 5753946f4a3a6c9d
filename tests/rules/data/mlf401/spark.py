import mlflow
from pyspark.ml.classification import LogisticRegression
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local").getOrCreate()
frame = spark.read.format("csv").option("header", True).load("train.csv")
mlflow.set_experiment("a")
with mlflow.start_run():  # expect: MLF401 "train.csv"
    mlflow.log_param("maxIter", 10)
    model = LogisticRegression(maxIter=10).fit(frame)
with mlflow.start_run():
    mlflow.log_params({"maxIter": 10, "data": "train.csv"})
    model = LogisticRegression(maxIter=10).fit(frame)
