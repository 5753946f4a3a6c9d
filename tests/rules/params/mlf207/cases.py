import mlflow


def keys(k, name):
    with mlflow.start_run():
        mlflow.log_metric("precision@10", 0.6)  # expect: MLF207 "precision@10"
        mlflow.log_metric(f"recall@{k}", 0.6)  # expect: MLF207
        mlflow.log_param("learning rate (initial)", 0.1)  # expect: MLF207
        mlflow.log_param("a,b", 1)  # expect: MLF207
        mlflow.set_tag("size%", 10)  # expect: MLF207
        mlflow.log_param("", 1)  # expect: MLF207 "empty"
        mlflow.log_metric("/loss", 1)  # expect: MLF207 "plain path"
        mlflow.log_metric("train//loss", 1)  # expect: MLF207
        mlflow.log_metric("train/loss/", 1)  # expect: MLF207
        mlflow.log_param("../depth", 1)  # expect: MLF207
        mlflow.log_param("./depth", 1)  # expect: MLF207
        mlflow.log_metrics({
            "f1": 0.5,
            "f1=macro": 0.5,  # expect: MLF207
        })
        mlflow.log_params({"model#1": name})  # expect: MLF207
        mlflow.set_tags({"who?": "anna"})  # expect: MLF207
        mlflow.log_metric("mean [s]", 1.0)  # expect: MLF207
        mlflow.log_metric("accuracy*", 1.0)  # expect: MLF207


keys(10, "a")
