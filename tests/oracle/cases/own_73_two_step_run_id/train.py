import mlflow
import numpy as np

from common import EXPERIMENT, save_state

if __name__ == "__main__":
    mlflow.set_experiment(EXPERIMENT)
    rng = np.random.default_rng(2)
    x = rng.uniform(size=40)
    slope = float((x @ (3 * x)) / (x @ x))
    with mlflow.start_run(run_name="two-step") as run:
        mlflow.log_param("n", len(x))
        mlflow.log_metric("slope", slope)
        save_state(run_id=run.info.run_id, slope=slope)
