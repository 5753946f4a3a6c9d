import mlflow

match = {"case": 1}
type = "ridge"
_ = match["case"]
with mlflow.start_run(run_name=type) as case:
    mlflow.log_param("type", type)
    mlflow.log_param("lambda", (lambda *, x=1: x)())
    print(case, f"{match['case']:>{5}}", rb"\d", 1_000, 0o17, ...)
