# keys built in every way people build strings
import mlflow

DATASET = "Titanic"
SPLITS = ["train", "valid"]
PREFIX = "{ds}/{split}"
sep = "_"

mlflow.set_experiment(experiment_name=DATASET.lower() + "-formats")
with mlflow.start_run(run_name="%s v%d" % (DATASET, 3)) as run:
    for split in SPLITS:
        head = PREFIX.format(ds=DATASET.lower(), split=split)
        mlflow.log_metric(f"{head}/acc", 0.8)
        mlflow.log_metric("%s/%s" % (head, "auc"), 0.9)
        mlflow.log_metric("/".join([split, "loss"]), 0.3)
        mlflow.log_metric(split + sep + "n", 100)
        mlflow.log_metric("{}.{:02d}".format(split, 7), 1)
        mlflow.log_metric(f"{split.upper()}-{len(SPLITS)}", 2)
        mlflow.log_metric(split.capitalize().replace("i", "1"), 3)
    mlflow.log_param("name_" + str(5), DATASET[:3])
    mlflow.log_param(f"{'x' * 3}", 1 + 2)
    mlflow.log_param("pct %.1f" % 0.25, repr("q"))
    mlflow.log_param("list", [1, 2.5, "a"])
    mlflow.log_param("tuple", (1,))
    mlflow.log_param("none", None)
    mlflow.log_param("nested", {"a": {"b": True}})
    mlflow.log_param(key="kw", value=1e-5)
    mlflow.log_param("big", 10**6)
    mlflow.log_param("div", 7 / 2)
    mlflow.log_param("floor", 7 // 2)
    mlflow.log_param("neg", -3)
