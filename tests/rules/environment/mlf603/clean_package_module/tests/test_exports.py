import mlflow

from src.exports import rows


def test_rows():
    mlflow.log_metric("rows", len(rows("dbname=plant")))
