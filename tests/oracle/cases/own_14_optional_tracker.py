"""mlflow is optional here: a null tracker takes over when it is missing or switched off."""
# oracle-args: --track
import argparse

try:
    import mlflow
except ImportError:
    mlflow = None


class NullTracker:
    def log_param(self, *_): pass

    def log_metric(self, *_, **__): pass

    def __enter__(self): return self

    def __exit__(self, *exc): return False


class MlflowTracker(NullTracker):
    def __init__(self, experiment):
        mlflow.set_experiment(experiment)

    def __enter__(self):
        self.run = mlflow.start_run(run_name="optional")
        return self

    def __exit__(self, exc_type, *rest):
        mlflow.end_run("FAILED" if exc_type else "FINISHED")
        return False

    def log_param(self, key, value):
        mlflow.log_param(key, value)

    def log_metric(self, key, value, step=None):
        mlflow.log_metric(key, value, step=step)


def get_tracker(enabled):
    if not enabled or mlflow is None:
        return NullTracker()
    return MlflowTracker("optional-tracking")


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--track", action="store_true")
    ap.add_argument("--limit", type=int, default=6)
    opts = ap.parse_args()
    with get_tracker(opts.track) as tracker:
        tracker.log_param("limit", opts.limit)
        for n in range(1, opts.limit):
            tracker.log_metric("collatz_steps", collatz(n), step=n)
        tracker.log_metric("longest", max(collatz(n) for n in range(1, opts.limit)))
