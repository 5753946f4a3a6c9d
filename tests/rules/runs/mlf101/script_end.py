import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
mlflow.start_run(run_name="ridge")  # expect: MLF101 "exit of the script"
model = Ridge(alpha=0.5).fit(data[["a"]], data["y"])
mlflow.log_param("alpha", 0.5)
