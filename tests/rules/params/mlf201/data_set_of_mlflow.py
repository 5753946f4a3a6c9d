import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_csv("iris.csv"), test_size=0.2, random_state=4)  # expect: MLF201 "test_size=0.2"
data = mlflow.data.from_pandas(train, name="iris")
x = data.df.iloc[:, :-1].values

with mlflow.start_run():
    model = LogisticRegression()
    model.fit(x, data.df["species"])
    mlflow.log_input(data, context="training")
    mlflow.log_param("seed", 4)
    mlflow.log_metric("accuracy", model.score(x, data.df["species"]))
