import mlflow
import sklearn.metrics as skm
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler

mlflow.autolog(log_models=False)
mlflow.set_experiment("autolog-posttraining")

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X_train, X_holdout, y_train, y_holdout = train_test_split(X, y, test_size=0.25, random_state=4)

with mlflow.start_run(run_name="scaled-logreg"):
    mlflow.log_param("note", "manual first")
    pipe = Pipeline(steps=[("scale", MinMaxScaler()), ("clf", LogisticRegression(C=3.0))])
    pipe.fit(X_train, y_train)
    y_hat = pipe.predict(X_holdout)
    skm.f1_score(y_holdout, y_hat)
    skm.f1_score(y_holdout, y_hat, average="macro")
    pipe.score(X_holdout, y_holdout)
    mlflow.log_metric("n_errors", int((y_hat != y_holdout).sum()))
