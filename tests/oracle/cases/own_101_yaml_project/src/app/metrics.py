from sklearn import metrics as skm

REGISTRY = {
    "accuracy": skm.accuracy_score,
    "precision": skm.precision_score,
    "recall": skm.recall_score,
    "f1": skm.f1_score,
}


def compute(names, y_true, y_pred):
    return {name: REGISTRY[name](y_true, y_pred) for name in names if name in REGISTRY}
