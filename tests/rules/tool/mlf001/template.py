import mlflow

mlflow.set_experiment({{ cookiecutter.experiment name }})  # expect: MLF001
