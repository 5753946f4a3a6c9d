import mlflow
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
frame = spark.read.parquet("/mnt/lake/train")
mlflow.set_experiment("a")
