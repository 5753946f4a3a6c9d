"""Register, version, alias, copy."""
import mlflow
from mlflow.tracking import MlflowClient
from sklearn.datasets import load_wine
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis

DEV, PROD = "dev.wine-qda", "prod.wine-qda"
client = MlflowClient()
X, y = load_wine(return_X_y=True)


def train_version(reg_param):
    with mlflow.start_run(run_name=f"qda-{reg_param}") as run:
        mlflow.log_param("reg_param", reg_param)
        qda = QuadraticDiscriminantAnalysis(reg_param=reg_param).fit(X, y)
        mlflow.log_metric("accuracy", qda.score(X, y))
        info = mlflow.sklearn.log_model(qda, name="qda", input_example=X[:1])
    version = client.create_model_version(DEV, info.model_uri, run.info.run_id, tags={"reg_param": str(reg_param)})
    return version.version


mlflow.set_experiment("registry")
client.create_registered_model(DEV, tags={"tier": "dev"}, description="candidates")
versions = [train_version(r) for r in (0.0, 0.2)]
client.set_registered_model_alias(DEV, "challenger", versions[-1])
champion = client.get_model_version_by_alias(DEV, "challenger")
client.copy_model_version(f"models:/{DEV}/{champion.version}", PROD)
client.set_registered_model_alias(PROD, "champion", "1")
client.update_model_version(DEV, versions[0], description="no regularisation")
