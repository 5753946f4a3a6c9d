import mlflow
import pandas as pd
from sklearn.linear_model import Lasso

frame = pd.read_sql("select * from sales", "postgresql://db.example.org/sales")
model = Lasso(alpha=0.1).fit(frame[["a"]], frame["y"])
with mlflow.start_run():  # expect: MLF401
    mlflow.log_param("alpha", 0.1)
    mlflow.sklearn.log_model(model, name="lasso")
