import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC


def load(path):
    return pd.read_parquet(path).dropna()


def split(frame):
    return train_test_split(frame.drop(columns="y"), frame["y"], random_state=1)


def main():
    x_train, x_test, y_train, y_test = split(load("/srv/data/train.parquet"))
    with mlflow.start_run():  # expect: MLF401
        model = SVC(C=1).fit(x_train, y_train)
        mlflow.log_param("C", 1)
        mlflow.log_metric("accuracy", model.score(x_test, y_test))


main()
