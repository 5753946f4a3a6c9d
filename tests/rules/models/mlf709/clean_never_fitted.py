import mlflow
from sklearn.tree import DecisionTreeClassifier

with mlflow.start_run():
    template = DecisionTreeClassifier(max_depth=3)
    mlflow.sklearn.log_model(template, name="template")
