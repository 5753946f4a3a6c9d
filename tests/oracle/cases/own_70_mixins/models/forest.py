import mlflow
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

from models.data import wine
from models.mixins import RunMixin


class Forest(RunMixin):
    hyperparameters = ("n_estimators", "max_depth", "criterion")

    def __init__(self, n_estimators=10, max_depth=None):
        self.n_estimators = n_estimators
        self.max_depth = max_depth
        self.criterion = "entropy"

    def cross_validate(self):
        clf = RandomForestClassifier(self.n_estimators, criterion=self.criterion, max_depth=self.max_depth, random_state=0)
        return cross_val_score(clf, *wine(), cv=3)

    def after(self):
        mlflow.set_tag("ensemble", True)
