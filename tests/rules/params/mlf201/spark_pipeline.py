import mlflow
from pyspark.ml import Pipeline
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.regression import DecisionTreeRegressor
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("wine").config("a", "b").getOrCreate()
frame = spark.table("wine")
train, test = frame.randomSplit([0.7, 0.3], seed=7)
mlflow.set_experiment("wine")
with mlflow.start_run():
    tree = DecisionTreeRegressor(labelCol="quality", maxDepth=5, maxBins=16)  # expect: MLF201 "maxDepth=5"
    mlflow.log_param("maxBins", 16)
    pipeline = Pipeline(stages=[VectorAssembler(inputCols=["a"], outputCol="features"), tree])
    model = pipeline.fit(train)
    mlflow.log_metric("rows", test.count())

# only features are made: nothing is trained
with mlflow.start_run():
    assembler = Pipeline(stages=[VectorAssembler(inputCols=["a"], outputCol="features")])
    assembler.fit(train)
    mlflow.log_metric("rows", train.count())
