from contextlib import contextmanager

import mlflow as _mlflow


class Tracker:
    def __init__(self, experiment, **tags):
        _mlflow.set_experiment(f"{experiment}-detection")
        self.tags = tags

    @contextmanager
    def run(self, name):
        with _mlflow.start_run(run_name=name, tags=self.tags):
            try:
                yield self
            except Exception as err:
                _mlflow.set_tag("failure", repr(err))
                raise

    def log_params(self, params, namespace):
        _mlflow.log_params({f"{namespace}.{key}": value for key, value in params.items()})

    def log_metrics(self, **metrics):
        _mlflow.log_metrics(metrics)
