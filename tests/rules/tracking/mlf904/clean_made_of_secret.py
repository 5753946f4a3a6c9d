import os

import mlflow
from jobs import submit_job

mlflow.set_experiment("jobs")
with mlflow.start_run(run_name="night"):
    job = submit_job("train", extra_envs={"TOKEN": os.environ["SERVICE_TOKEN"]})
    mlflow.set_tag("job", job.job_id)
