# oracle-args: model=svm model.C=4.0 data.test_size=0.3
import hydra
import mlflow
from hydra.utils import instantiate
from omegaconf import DictConfig, OmegaConf
from sklearn.datasets import load_wine
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split


def flat(node, prefix=""):
    out = {}
    for key, value in node.items():
        if isinstance(value, dict):
            out.update(flat(value, f"{prefix}{key}."))
        else:
            out[f"{prefix}{key}"] = value
    return out


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: DictConfig) -> float:
    X, y = load_wine(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=cfg.data.test_size, random_state=cfg.data.seed
    )
    mlflow.set_experiment(cfg.experiment)
    with mlflow.start_run(tags=OmegaConf.to_container(cfg.tracking.tags)):
        plain = OmegaConf.to_container(cfg, resolve=True)
        mlflow.log_params(flat({"model": plain["model"], "data": plain["data"]}))
        model = instantiate(cfg.model).fit(X_train, y_train)
        report = classification_report(y_test, model.predict(X_test), output_dict=True)
        mlflow.log_metric("accuracy", report["accuracy"])
        mlflow.log_metrics({f"macro_{k}": v for k, v in report["macro avg"].items() if k != "support"})
    return report["accuracy"]


if __name__ == "__main__":
    main()
