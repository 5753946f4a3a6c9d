import mlflow


def with_step():
    with mlflow.start_run():
        for epoch in range(10):
            mlflow.log_metric("loss", 1 / (epoch + 1), step=epoch)
            mlflow.log_metric("accuracy", epoch / 10, epoch)
            mlflow.log_metrics({"a": 1.0, "b": 2.0}, step=epoch)


def run_for_each():
    for depth in range(2, 50):
        with mlflow.start_run():
            mlflow.log_metric("score", depth)


def nested_for_each():
    with mlflow.start_run():
        for depth in range(2, 50):
            with mlflow.start_run(nested=True):
                mlflow.log_metric("score", depth)


def key_varies(names):
    with mlflow.start_run():
        for name in names:
            mlflow.log_metric(f"f1_{name}", 0.5)
        for key, value in {"a": 1, "b": 2}.items():
            mlflow.log_metric(key, value)
        for fold in range(100):
            mlflow.log_metric(f"fold_{fold}", 0.5)


def after_loop():
    total = 0
    with mlflow.start_run():
        for i in range(10):
            total += i
        mlflow.log_metric("total", total)


def last_only(epochs):
    with mlflow.start_run():
        for epoch in range(epochs):
            if epoch == epochs - 1:
                mlflow.log_metric("final", 1.0)


def once_then_stop(values):
    with mlflow.start_run():
        for value in values:
            if value > 3:
                mlflow.log_metric("first_large", value)
                break


def params_in_loop():
    with mlflow.start_run():
        for key in ("a", "b", "c"):
            mlflow.log_param(key, 1)


with_step()
run_for_each()
nested_for_each()
key_varies(["x", "y"])
after_loop()
last_only(5)
once_then_stop([1, 5])
params_in_loop()
