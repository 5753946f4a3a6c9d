"""A pipeline with a column transformer and a stack; get_params filtered and logged."""
import mlflow
from mlflow.models.signature import infer_signature
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_diabetes
from sklearn.ensemble import StackingRegressor
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import QuantileTransformer, StandardScaler

X, y = load_diabetes(return_X_y=True, as_frame=True)
preprocess = ColumnTransformer(
    [("scale", StandardScaler(), ["age", "bmi"]), ("quantile", QuantileTransformer(n_quantiles=50), ["bp"])], remainder="drop"
)
model = Pipeline(
    [
        ("preprocess", preprocess),
        ("stack", StackingRegressor([("ols", LinearRegression()), ("ridge", Ridge(alpha=2.0))], final_estimator=Ridge(), cv=3)),
    ]
)
KEEP = ("stack__ridge__alpha", "stack__cv", "preprocess__quantile__n_quantiles", "preprocess__remainder")

mlflow.set_experiment("stacking")
with mlflow.start_run(run_name="stack") as run:
    params = model.get_params()
    mlflow.log_params({key: params[key] for key in KEEP})
    model.fit(X, y)
    mlflow.log_metric("train_r2", model.score(X, y))
    mlflow.log_param("steps", [name for name, _ in model.steps])
    mlflow.sklearn.log_model(model, name="pipeline", signature=infer_signature(X, model.predict(X)), serialization_format="cloudpickle", registered_model_name="stacked")
