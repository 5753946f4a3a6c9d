import mlflow
import mlflow.spark
from pyspark.ml import Pipeline
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.regression import LinearRegression
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("houses").getOrCreate()
train = spark.read.parquet("houses.parquet")
regression = LinearRegression(labelCol="price")
grid = (
    ParamGridBuilder()
    .addGrid(regression.regParam, [0.1, 0.01])  # expect: MLF201 "regParam"
    .addGrid(regression.elasticNetParam, [0.0, 0.5])
    .build()
)
pipeline = Pipeline(stages=[VectorAssembler(inputCols=["rooms"], outputCol="features"), regression])
evaluator = RegressionEvaluator(labelCol="price", metricName="rmse")
search = CrossValidator(estimator=pipeline, estimatorParamMaps=grid, evaluator=evaluator)

mlflow.set_experiment("houses")
with mlflow.start_run():
    model = search.fit(train)
    mlflow.log_param("elasticNetParam", model.bestModel.stages[-1].getElasticNetParam())
    mlflow.log_metric("rmse", evaluator.evaluate(model.transform(train)))
    mlflow.spark.log_model(model.bestModel, "model")
