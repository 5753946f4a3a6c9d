"""Comments that were right once."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

# expect: MLF003
mlflow.set_tracking_uri("https://mlflow.example.org")  # tracklint: ignore[MLF902]
# expect: MLF003
mlflow.set_experiment("houses")  # tracklint: ignore[MLF103, MLF901]
frame = pd.read_csv("https://example.org/houses-v1.csv")
with mlflow.start_run(run_name="ridge"):
    # expect: MLF003
    mlflow.log_param("alpha", 0.5)  # tracklint: ignore[MLF204]
    model = Ridge(alpha=0.5).fit(frame[["rooms"]], frame["price"])
    # expect: MLF003
    mlflow.log_metric("r2", model.score(frame[["rooms"]], frame["price"]))  # tracklint: ignore[MLF303]
    # expect: MLF003
    mlflow.sklearn.log_model(model, name="ridge", input_example=frame[["rooms"]].head(2))  # tracklint: ignore[MLF701]


# expect: MLF003
def helper():  # tracklint: ignore
    return 1
