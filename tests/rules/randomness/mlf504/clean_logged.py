import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

SEED = 42
data = pd.read_csv("train.csv")
train, test = train_test_split(data, random_state=SEED)
with mlflow.start_run():
    mlflow.log_param("seed", SEED)
    RandomForestClassifier(random_state=SEED).fit(train[["a"]], train["y"])
