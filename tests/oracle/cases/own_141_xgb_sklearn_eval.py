"""XGBClassifier with eval_set; logs the last value of each curve and feature scores."""
import mlflow
import xgboost as xgb
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split

PARAMS = {"n_estimators": 5, "max_depth": 2, "learning_rate": 0.4, "objective": "multi:softprob", "eval_metric": ["mlogloss", "merror"]}
NAMES = {"validation_0": "train", "validation_1": "test"}

X, y = load_iris(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1, stratify=y)
mlflow.set_experiment("xgb-eval")
with mlflow.start_run(run_name="softprob"):
    mlflow.log_params(PARAMS)
    model = xgb.XGBClassifier(**PARAMS, n_jobs=1)
    model.fit(X_train, y_train, eval_set=[(X_train, y_train), (X_test, y_test)], verbose=False)
    results = model.evals_result()
    for key, curves in results.items():
        for metric, values in curves.items():
            mlflow.log_metric(f"{NAMES[key]}_{metric}", values[-1])
    for step, value in enumerate(results["validation_1"]["mlogloss"]):
        mlflow.log_metric("curve", value, step=step)
    mlflow.xgboost.log_model(model, name="xgb", signature=infer_signature(X_train, model.predict(X_train)))
