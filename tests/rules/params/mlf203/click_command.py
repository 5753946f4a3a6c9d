import click
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge


@click.command()
@click.option("--alpha", default=1.0)  # expect: MLF203 "alpha"
@click.option("--path", default="train.csv")
def main(alpha, path):
    data = pd.read_csv(path)
    with mlflow.start_run():
        Ridge(alpha=alpha).fit(data[["a"]], data["y"])


if __name__ == "__main__":
    main()
