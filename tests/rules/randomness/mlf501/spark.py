import mlflow
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
frame = spark.read.parquet("train")
train, test = frame.randomSplit([0.8, 0.2])  # expect: MLF501
mlflow.set_experiment("a")
