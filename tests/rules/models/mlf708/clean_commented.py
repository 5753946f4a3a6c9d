import mlflow

# mlflow.sklearn.log_model(model, "model")
CODE = """
mlflow.sklearn.log_model(model, artifact_path="model")
"""
mlflow.set_experiment("a")
