import mlflow

mlflow.set_experiment("churn")  # tracklint: ignore[MLF201] # expect: MLF003
# expect: MLF003
alpha = 0.5  # tracklint: ignore[MLF102]
# expect: MLF003
names = ["a", "b"]  # tracklint: ignore
