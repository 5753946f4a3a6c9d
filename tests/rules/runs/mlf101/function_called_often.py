import mlflow


def train(rate):
    mlflow.start_run(run_name=f"rate-{rate}")  # expect: MLF101
    mlflow.log_param("rate", rate)
    mlflow.log_metric("loss", 1 / rate)


for rate in (0.1, 0.2):
    train(rate)
