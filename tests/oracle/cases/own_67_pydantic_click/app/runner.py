import mlflow
from sklearn.datasets import make_hastie_10_2
from sklearn.ensemble import GradientBoostingClassifier


class Runner:
    def __init__(self, config):
        self.config = config

    def build(self):
        m = self.config.model
        return GradientBoostingClassifier(learning_rate=m.learning_rate, max_depth=m.depth, n_estimators=m.n_rounds, random_state=0)

    def run(self):
        mlflow.set_experiment(self.config.experiment)
        with mlflow.start_run(run_name=self.config.run_name):
            mlflow.log_params(self.config.model.model_dump())
            mlflow.set_tag("config", self.config.model_dump_json(exclude={"model"}))
            X, y = make_hastie_10_2(300, random_state=1)
            clf = self.build().fit(X, y)
            for i, score in enumerate(clf.train_score_):
                mlflow.log_metric("train_deviance", score, step=i)
            mlflow.log_metric("accuracy", clf.score(X, y))
