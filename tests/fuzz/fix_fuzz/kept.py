import mlflow
from sklearn.model_selection import (
    train_test_split,
)
mlflow.start_run(
    run_name='ä',  # a name
)
a, b = train_test_split(
    x, y,
)
