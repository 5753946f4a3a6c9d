from sklearn import metrics

from .base import Step

SCORERS = {"r2": metrics.r2_score, "mae": metrics.mean_absolute_error}


class Evaluate(Step):
    def execute(self, context, tracker):
        predicted = context["model"].predict(context["X"])
        for name, scorer in SCORERS.items():
            tracker.metric(name, scorer(context["y"], predicted))
