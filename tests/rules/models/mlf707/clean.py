from mlflow import MlflowClient

client = MlflowClient()
client.set_registered_model_alias("churn", "champion", 3)
version = client.get_model_version_by_alias("churn", "champion")
versions = client.search_model_versions("name='churn'")
one = client.get_model_version("churn", "3")
client.set_model_version_tag("churn", "3", "stage", "production")
# client.transition_model_version_stage("churn", 3, "Production")
text = "client.get_latest_versions('churn')"
