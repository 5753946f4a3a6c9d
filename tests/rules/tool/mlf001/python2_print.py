# expect-file: MLF001
import mlflow


def report(score):
    print "score", score


with mlflow.start_run():
    mlflow.log_metric("score", 0.5)
