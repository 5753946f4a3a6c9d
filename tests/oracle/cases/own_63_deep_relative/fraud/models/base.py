class TrackedModel:
    name = "model"

    def __init__(self, tracker, **params):
        self.tracker = tracker
        self.params = params

    def fit(self, X, y):
        self.tracker.log_params(self.params, namespace=self.name)
        self._fit(X, y)
        return self

    def _fit(self, X, y):
        raise NotImplementedError
