from sklearn.datasets import make_classification

from .. import settings
from ..models.linear import LinearFraudModel
from ..tracking import Tracker


def cli():
    X, y = make_classification(200, 6, weights=[0.9], random_state=settings.SEED)
    tracker = Tracker(settings.PROJECT, stage="training")
    model = LinearFraudModel(tracker, **settings.MODEL)
    with tracker.run("linear"):
        model.fit(X, y)
        model.report(X, y)
    return 0
