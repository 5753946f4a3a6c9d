import mlflow

λ = 0.5
with mlflow.start_run(run_name="größe 模型 🙂"):
    mlflow.log_param("λ", λ)
