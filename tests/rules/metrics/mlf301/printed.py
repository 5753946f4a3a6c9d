import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, f1_score
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
x_train, x_test, y_train, y_test = train_test_split(data[["a"]], data["y"], random_state=1)
with mlflow.start_run():
    model = LogisticRegression().fit(x_train, y_train)
    predicted = model.predict(x_test)
    mlflow.log_metric("accuracy", accuracy_score(y_test, predicted))
    print("f1", f1_score(y_test, predicted))  # expect: MLF301 "f1_score"
    print(confusion_matrix(y_test, predicted))
    print(classification_report(y_test, predicted))
    train_score = model.score(x_train, y_train)  # expect: MLF301
    print(f"train {train_score:.3f}")
