from sklearn.linear_model import Lasso

from .base import Step


class Train(Step):
    def execute(self, context, tracker):
        model = Lasso(**tracker.config)
        context["model"] = model.fit(context["X"], context["y"])
        tracker.metric("n_iter", model.n_iter_)
