import mlflow

mlflow.log_params(
    dict(
        path="data",
        name-group/data',  # expect: MLF001 "unterminated string literal"
        rows=3,
    )
)
