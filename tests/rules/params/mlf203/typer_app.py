import mlflow
import pandas as pd
import typer
from lightgbm import LGBMClassifier

app = typer.Typer()


@app.command()
def train(
    path: str,
    leaves: int = 31,  # expect: MLF203 "leaves"
    rate: float = typer.Option(0.1),
):
    data = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("learning_rate", rate)
        LGBMClassifier(num_leaves=leaves, learning_rate=rate).fit(data[["a"]], data["y"])


if __name__ == "__main__":
    app()
