# expect-file: MLF002
import mlflow

# the “good” model – see the report
mlflow.set_experiment("churn")
