"""Children by tag, one run deleted again."""
import mlflow
from mlflow.utils.mlflow_tags import MLFLOW_PARENT_RUN_ID

mlflow.set_experiment("bookkeeping")
with mlflow.start_run(run_name="umbrella") as umbrella:
    mlflow.log_param("shards", 2)

for shard in range(2):
    with mlflow.start_run(run_name=f"shard-{shard}", tags={MLFLOW_PARENT_RUN_ID: umbrella.info.run_id}):
        mlflow.log_metric("rows", 100 + shard)

with mlflow.start_run(run_name="mistake") as bad:
    mlflow.log_metric("rows", -1)
mlflow.delete_run(bad.info.run_id)
