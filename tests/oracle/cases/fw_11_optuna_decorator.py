import mlflow
import optuna
from optuna.integration.mlflow import MLflowCallback
from sklearn.datasets import load_wine
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

mlflc = MLflowCallback(tracking_uri=mlflow.get_tracking_uri(), metric_name=["accuracy", "n_iter"], create_experiment=False)
mlflow.set_experiment("tracked-objective")


@mlflc.track_in_mlflow()
def objective(trial: optuna.Trial):
    X, y = load_wine(return_X_y=True)
    X_tr, X_va, y_tr, y_va = train_test_split(X, y, random_state=3)
    family = trial.suggest_categorical("family", ["svc", "lda"])
    if family == "svc":
        c = trial.suggest_float("C", 1e-3, 10, log=True)
        model = LinearSVC(C=c, dual=False).fit(X_tr, y_tr)
        iterations = int(model.n_iter_)
        mlflow.log_param("penalty", model.penalty)
    else:
        model = LinearDiscriminantAnalysis(solver=trial.suggest_categorical("solver", ["svd", "lsqr"])).fit(X_tr, y_tr)
        iterations = 0
    mlflow.log_metric("train_accuracy", model.score(X_tr, y_tr))
    mlflow.set_tag("sampler", "random")
    return model.score(X_va, y_va), iterations


if __name__ == "__main__":
    study = optuna.create_study(directions=["maximize", "minimize"], sampler=optuna.samplers.RandomSampler(seed=2))
    study.optimize(objective, n_trials=5, callbacks=[mlflc])
    print(len(study.best_trials))
