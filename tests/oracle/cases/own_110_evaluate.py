"""mlflow.models.evaluate on a logged classifier and on a static dataset."""
import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

mlflow.set_experiment("evaluate")
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X = X.iloc[:, :4]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0, test_size=0.3)

with mlflow.start_run(run_name="classifier"):
    model = LogisticRegression(max_iter=2000).fit(X_train, y_train)
    info = mlflow.sklearn.log_model(model, name="clf", signature=infer_signature(X_train, model.predict(X_train)))
    data = X_test.assign(label=y_test)
    result = mlflow.models.evaluate(
        info.model_uri,
        data,
        targets="label",
        model_type="classifier",
        evaluators=["default"],
        evaluator_config={"default": {"log_explainer": False, "metric_prefix": "val_"}},
    )
    mlflow.log_metric("accuracy_copy", result.metrics["val_accuracy_score"])

with mlflow.start_run(run_name="static"):
    frame = pd.DataFrame({"prediction": [1.0, 2.0, 3.5], "target": [1.1, 1.9, 3.0]})
    dataset = mlflow.data.from_pandas(frame, targets="target", predictions="prediction", name="static")
    mlflow.models.evaluate(data=dataset, model_type="regressor", evaluators=["default"], evaluator_config={"default": {"log_explainer": False}})
