import mlflow

from model import build


def main(seed=42):
    mlflow.set_experiment("tested")
    with mlflow.start_run():
        mlflow.log_param("seed", seed)
        model = build(seed)
        mlflow.log_metric("trees", len(model.estimators_))


if __name__ == "__main__":
    main()
