"""Settings that are a dictionary with attribute access."""
import mlflow
from sklearn.datasets import load_wine
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import cross_val_score


class Settings(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def subset(self, *names):
        return Settings({name: self[name] for name in names})


settings = Settings(loss="hinge", alpha=1e-3, max_iter=500, seed=4, folds=3)
settings.penalty = "l2"
settings.update(tol=1e-2)


def main():
    X, y = load_wine(return_X_y=True)
    mlflow.set_experiment("wine-linear")
    with mlflow.start_run(run_name=f"sgd-{settings.loss}"):
        mlflow.log_params(settings)
        chosen = settings.subset("loss", "alpha", "penalty", "max_iter", "tol")
        model = SGDClassifier(random_state=settings.seed, **chosen)
        for fold, score in enumerate(cross_val_score(model, X, y, cv=settings.folds)):
            mlflow.log_metric("fold_accuracy", score, step=fold)
        mlflow.set_tag("model_family", "linear")


if __name__ == "__main__":
    main()
