import mlflow


def train(rows):
    mlflow.start_run()
    try:
        mlflow.log_param("rows", len(rows))
        if not rows:
            return None
        return sum(rows)
    finally:
        mlflow.end_run()


train([1])
train([])
