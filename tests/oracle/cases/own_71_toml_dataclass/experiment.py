import mlflow
from mlflow import log_metric, log_params, set_experiment, start_run
from sklearn.datasets import make_circles
from sklearn.kernel_approximation import Nystroem
from sklearn.linear_model import SGDClassifier


class Experiment:
    def __init__(self, settings):
        self.settings = settings

    def start(self):
        set_experiment(self.settings.experiment)
        with start_run(run_name=self.settings.name):
            log_params(self.settings.flat())
            self._train()

    def _train(self):
        X, y = make_circles(200, noise=0.1, factor=0.4, random_state=3)
        m = self.settings.model
        Z = Nystroem(kernel=m.kernel, gamma=m.gamma, n_components=m.n_components, random_state=0).fit_transform(X)
        clf = SGDClassifier(alpha=self.settings.train.alpha, random_state=0)
        for epoch in range(self.settings.train.epochs):
            clf.partial_fit(Z, y, classes=[0, 1])
            log_metric("accuracy", clf.score(Z, y), step=epoch)
        mlflow.log_metric("accuracy_final", clf.score(Z, y))
