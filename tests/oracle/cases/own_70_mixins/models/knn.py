from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier

from .data import wine
from .mixins import RunMixin


class Knn(RunMixin):
    hyperparameters = ["k"]
    metric_prefix = "knn_cv"

    def __init__(self, k):
        self.k = k

    def label(self):
        return super().label().upper()

    def cross_validate(self):
        return cross_val_score(KNeighborsClassifier(self.k), *wine(), cv=3)
