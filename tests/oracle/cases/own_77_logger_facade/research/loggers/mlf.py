import time

from mlflow import MlflowClient
from mlflow.entities import Metric


class MLFLogger:
    def __init__(self, project, name=None):
        self.client = MlflowClient()
        self.project, self.name = project, name
        self._run = None

    @property
    def run_id(self):
        if self._run is None:
            exp = self.client.get_experiment_by_name(self.project)
            exp_id = exp.experiment_id if exp else self.client.create_experiment(self.project)
            self._run = self.client.create_run(exp_id, run_name=self.name, tags={"logger": type(self).__name__})
        return self._run.info.run_id

    def log_hyperparams(self, params):
        for k, v in params.items():
            self.client.log_param(self.run_id, f"hparams/{k}", v)

    def log_metrics(self, metrics, step=None):
        stamp = int(time.time() * 1000)
        self.client.log_batch(self.run_id, metrics=[Metric(k, v, stamp, step or 0) for k, v in metrics.items()])

    def finalize(self, status):
        self.client.set_terminated(self.run_id, "FINISHED" if status == "success" else "FAILED")
