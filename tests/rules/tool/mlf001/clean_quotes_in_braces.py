import mlflow

names = {"a": ["x", "y"]}
with mlflow.start_run(run_name=f"{names["a"][0]}-{'\n'.join(names["a"])}"):
    mlflow.log_param("text", f"{f"{1 + 1}"} {{not a field}} {names!r:>{30}}")
