import mlflow
from sklearn.datasets import load_iris
from sklearn.metrics import classification_report
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
with mlflow.start_run():  # expect: MLF202
    model = GaussianNB().fit(x, y)
    mlflow.log_text(classification_report(y, model.predict(x)), "report.txt")
