from sklearn.linear_model import RidgeClassifier
from sklearn.neighbors import NearestCentroid

KINDS = {"ridge": RidgeClassifier, "centroid": NearestCentroid}


def create(cfg):
    kwargs = {k: v for k, v in cfg.items() if k != "kind"}
    return KINDS[cfg.kind](**kwargs)
