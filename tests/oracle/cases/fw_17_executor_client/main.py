import concurrent.futures as cf
import threading

import mlflow
from mlflow import MlflowClient

from jobs import Job, fit_job

SEEDS = range(3)


class RunRegistry:
    """Thread-safe: creates the run of a job when it is first asked for."""

    def __init__(self, client, experiment_id, parent):
        self._client, self._experiment, self._parent = client, experiment_id, parent
        self._lock = threading.Lock()
        self._runs = {}

    def run_for(self, job):
        with self._lock:
            if job.name not in self._runs:
                run = self._client.create_run(self._experiment, tags={"mlflow.parentRunId": self._parent, "pool": "threads"}, run_name=job.name)
                self._runs[job.name] = run.info.run_id
        return self._runs[job.name]

    def close(self):
        for run_id in self._runs.values():
            self._client.set_terminated(run_id)


def work(job, registry, client):
    run_id = registry.run_for(job)
    client.log_param(run_id, "seed", job.seed)
    client.log_param(run_id, "n_clusters", job.n_clusters)
    inertia, history = fit_job(job)
    for step, value in history:
        client.log_metric(run_id, "inertia_curve", value, step=step)
    client.log_metric(run_id, "inertia", inertia)
    return job, inertia


def main():
    mlflow.set_experiment("executor-kmeans")
    client = MlflowClient()
    with mlflow.start_run(run_name="all-jobs") as parent:
        registry = RunRegistry(client, parent.info.experiment_id, parent.info.run_id)
        jobs = [Job(seed=s, n_clusters=3) for s in SEEDS]
        with cf.ThreadPoolExecutor(2, thread_name_prefix="fit") as pool:
            pending = [pool.submit(work, job, registry, client) for job in jobs]
            results = [f.result() for f in cf.as_completed(pending)]
        registry.close()
        mlflow.log_metric("jobs", len(results))
        mlflow.log_metric("best_inertia", min(value for _, value in results))
        best_job = min(results, key=lambda pair: pair[1])[0]
        mlflow.set_tag("best_job", best_job.name)


if __name__ == "__main__":
    main()
