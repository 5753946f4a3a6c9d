import mlflow

import churn

mlflow.set_experiment(churn.NAME)
