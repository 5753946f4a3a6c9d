"""Pipeline stages as functions, each opening its own nested run."""
import mlflow
import numpy as np
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.model_selection import train_test_split


def stage(name):
    return mlflow.start_run(run_name=name, nested=True)


def prepare(test_size):
    with stage("prepare"):
        X, y = load_wine(return_X_y=True)
        mlflow.log_param("test_size", test_size)
        mlflow.log_metric("rows", X.shape[0])
        return train_test_split(X, y, test_size=test_size, random_state=11)


def reduce(X_train, X_test, n_components):
    with stage("reduce") as run:
        pca = PCA(n_components=n_components, random_state=0).fit(X_train)
        for i, ratio in enumerate(pca.explained_variance_ratio_):
            mlflow.log_metric("explained", ratio, step=i)
        mlflow.log_param("n_components", n_components)
        return pca.transform(X_train), pca.transform(X_test), run.info.run_id


def fit(X, y, reg):
    with stage("fit"):
        mlflow.log_param("reg_param", reg)
        return QuadraticDiscriminantAnalysis(reg_param=reg).fit(X, y)


def pipeline(reg=0.1, **options):
    with mlflow.start_run(run_name="pipeline"):
        X_train, X_test, y_train, y_test = prepare(options.get("test_size", 0.4))
        X_train, X_test, reduced_in = reduce(X_train, X_test, options.pop("components", 5))
        model = fit(X_train, y_train, reg)
        mlflow.set_tag("reduced_in", reduced_in)
        mlflow.log_metric("accuracy", np.mean(model.predict(X_test) == y_test))


if __name__ == "__main__":
    mlflow.set_experiment("stages")
    pipeline(reg=0.2, components=4)
