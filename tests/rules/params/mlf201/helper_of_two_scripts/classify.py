import pandas as pd
from sklearn.linear_model import LogisticRegression
from tracking import begin

data = pd.read_csv("train.csv")
begin("classify")
LogisticRegression(C=0.5).fit(data[["a"]], data["y"])  # expect: MLF201
