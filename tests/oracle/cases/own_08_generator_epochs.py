import math

import mlflow

SCHEDULE = {"warmup": 2, "cosine": 4}


def schedule(base_lr):
    """Yields (phase, step, lr)."""
    step = 0
    for _ in range(SCHEDULE["warmup"]):
        yield "warmup", step, base_lr * (step + 1) / SCHEDULE["warmup"]
        step += 1
    for i in range(SCHEDULE["cosine"]):
        yield "cosine", step, base_lr * 0.5 * (1 + math.cos(math.pi * i / SCHEDULE["cosine"]))
        step += 1


def measurements(lr, step):
    yield "loss", 1.0 / (1 + step) + lr
    yield "grad_norm", 2.0 * lr
    if step > 100:
        yield "overflow", 1.0


def main():
    mlflow.set_experiment("schedules")
    with mlflow.start_run(run_name="warmup-cosine"):
        mlflow.log_params({f"{name}_steps": n for name, n in SCHEDULE.items()})
        phases = set()
        for phase, step, lr in schedule(0.1):
            phases.add(phase)
            mlflow.log_metric("lr", lr, step)
            for name, value in measurements(lr, step):
                mlflow.log_metric(name, value, step=step)
        mlflow.set_tag("phases", ",".join(sorted(phases)))


main()
