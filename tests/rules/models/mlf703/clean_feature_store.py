import mlflow
from sklearn.tree import DecisionTreeRegressor


def train(client, features, target, depth):
    mlflow.set_experiment("wine")
    with mlflow.start_run(run_name="wine"):
        model = DecisionTreeRegressor(max_depth=depth).fit(features, target)
        mlflow.log_param("max_depth", depth)
        client.log_model(model=model, artifact_path="model", flavor=mlflow.sklearn, training_set=features)


def train_again(features, target, depth):
    from databricks.feature_engineering import FeatureEngineeringClient

    store = FeatureEngineeringClient()
    with mlflow.start_run(run_name="wine again"):
        model = DecisionTreeRegressor(max_depth=depth).fit(features, target)
        mlflow.log_param("max_depth", depth)
        store.log_model(model=model, artifact_path="model", flavor=mlflow.sklearn, training_set=features)
