import mlflow

GRID = {f"w{i:03d}": i / 10 for i in range(120)}
LETTERS = "abc"

mlflow.set_experiment("wide")
run = mlflow.start_run(run_name="wide")
mlflow.log_params(GRID)
mlflow.log_metrics({f"bin_{i}": i**2 for i in range(0, 30, 10)})
for letter in LETTERS:
    for n in (1, 2):
        mlflow.log_metric(f"{letter}{n}", n)
for i in range(5):
    mlflow.log_metric("repeated", i)
mlflow.log_params({k: v for k, v in {"keep": 1, "drop": None, "_hidden": 2}.items() if v is not None and not k.startswith("_")})
long_value = ", ".join(sorted(GRID)[:3])
mlflow.log_param("first_three", long_value)
mlflow.end_run()
