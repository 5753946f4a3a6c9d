import mlflow
from data import load
from sklearn.ensemble import RandomForestClassifier

x_train, x_test, y_train, y_test = load()
mlflow.start_run()
model = RandomForestClassifier(n_estimators=100, random_state=42)  # expect: MLF201 "n_estimators"
model.fit(x_train, y_train)
mlflow.log_metric("accuracy", model.score(x_test, y_test))
mlflow.end_run()
