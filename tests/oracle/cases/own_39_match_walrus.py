"""match statements, the walrus, conditional keys."""
import mlflow

EVENTS = [
    {"kind": "scalar", "name": "lag", "value": 0.4},
    {"kind": "tag", "name": "zone", "value": "eu-west"},
    {"kind": "param", "name": "replicas", "value": 3},
    {"kind": "noise"},
    {"kind": "scalar", "name": "lag", "value": 0.6, "step": 5},
]


def dispatch(event):
    match event:
        case {"kind": "scalar", "name": name, "value": value, "step": step}:
            mlflow.log_metric(name, value, step=step)
        case {"kind": "scalar", "name": str(name), "value": value}:
            mlflow.log_metric(name, value)
        case {"kind": "param" | "option", "name": name, "value": value}:
            mlflow.log_param(name, value)
        case {"kind": "tag", **rest}:
            mlflow.set_tag(rest["name"], rest["value"])
        case _:
            return False
    return True


mlflow.set_experiment("events")
with mlflow.start_run(run_name="replay"):
    if (handled := sum(dispatch(e) for e in EVENTS)) < len(EVENTS):
        mlflow.set_tag("complete", "no")
    mlflow.log_metric("handled" if handled else "none_handled", handled)
    mode = "strict" if handled > 100 else "lenient"
    mlflow.log_param(f"mode_{mode}", True)
