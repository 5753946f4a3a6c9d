import mlflow

mlflow.set_experiment("shop")
mlflow.sklearn.autolog(log_input_examples=False, log_models=False, log_datasets=False, silent=True)
