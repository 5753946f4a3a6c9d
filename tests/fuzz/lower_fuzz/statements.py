import os
from mlflow.tracking import MlflowClient
import mlflow as ml

os.environ['MLFLOW_TRACKING_URI'] = 'http://user:secret@host:5000'
client = MlflowClient()
run = client.create_run(client.get_experiment_by_name('x').experiment_id)
client.log_param(run.info.run_id, 'a', 1)
client.log_batch(run.info.run_id, metrics=[], params=[])
async def go():
    async with x as y:
        await ml.log_metrics({k: v for k, v in y})
match run:
    case {'a': [first, *rest], **others} if first:
        ml.log_text(f'{first!r:>{len(rest)}}', 'a.txt')
    case _:
        pass
