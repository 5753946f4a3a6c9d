"""Everything through MlflowClient; the run id is kept by a small session object."""
import time

from mlflow.entities import Metric, Param, RunTag
from mlflow.tracking import MlflowClient


class Session:
    def __init__(self, experiment, **tags):
        self._client = MlflowClient()
        self._experiment = experiment
        self._tags = tags
        self._run_id = None

    @property
    def run_id(self):
        if self._run_id is None:
            found = self._client.get_experiment_by_name(self._experiment)
            exp_id = found.experiment_id if found else self._client.create_experiment(self._experiment)
            self._run_id = self._client.create_run(exp_id, tags=self._tags, run_name="client-session").info.run_id
        return self._run_id

    def param(self, key, value):
        self._client.log_param(self.run_id, key, value)

    def metric(self, key, value, step=None):
        self._client.log_metric(self.run_id, key, value, step=step)

    def close(self, status="FINISHED"):
        self._client.set_terminated(self.run_id, status)


def simulate(rate, n):
    balance = 100.0
    for _ in range(n):
        balance *= 1 + rate
        yield balance


if __name__ == "__main__":
    s = Session("savings", country="PT")
    s.param("rate", 0.02)
    s.param("years", 5)
    for year, amount in enumerate(simulate(0.02, 5), 1):
        s.metric("balance", amount, step=year)
    s.metric("final_balance", amount)
    now = int(time.time() * 1000)
    s._client.log_batch(
        s.run_id,
        metrics=[Metric("yearly_interest", 0.02 * i, now, i) for i in range(3)],
        params=[Param("currency", "EUR")],
        tags=[RunTag("audited", "no")],
    )
    s._client.set_tag(s.run_id, "audited", "yes")
    s.close()
