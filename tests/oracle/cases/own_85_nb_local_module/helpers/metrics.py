import mlflow
from sklearn.metrics import f1_score, jaccard_score, zero_one_loss

METRICS = {"f1": f1_score, "jaccard": jaccard_score, "error": zero_one_loss}


def log_all(y_true, y_pred, prefix=""):
    for name, metric in METRICS.items():
        mlflow.log_metric(f"{prefix}{name}", metric(y_true, y_pred))
