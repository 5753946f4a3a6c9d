import mlflow


class Registry:
    def __init__(self):
        self.client = mlflow.MlflowClient()

    def promote(self, name, version):
        self.client.transition_model_version_stage(name, version, "Production")  # expect: MLF707


Registry().promote("churn", 1)
