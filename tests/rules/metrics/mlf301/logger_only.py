import logging

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score

logger = logging.getLogger("train")


def main():
    data = pd.read_csv("train.csv")
    with mlflow.start_run():
        model = Ridge().fit(data[["a"]], data["y"])
        predicted = model.predict(data[["a"]])
        mlflow.log_metric("r2", r2_score(data["y"], predicted))
        mae = mean_absolute_error(data["y"], predicted)  # expect: MLF301
        logger.info("mae %.3f", mae)


main()
