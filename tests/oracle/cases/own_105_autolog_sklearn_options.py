"""sklearn autolog with options, inside and outside of runs."""
import mlflow
import mlflow.sklearn
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import ElasticNet
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

mlflow.set_experiment("autolog-options")
mlflow.sklearn.autolog(log_models=False, log_datasets=False, silent=True, extra_tags={"auto": "yes"})

X, y = load_diabetes(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)

with mlflow.start_run(run_name="forest"):
    forest = RandomForestRegressor(n_estimators=12, max_depth=4, random_state=0)
    forest.fit(X_train, y_train)
    mlflow.log_metric("holdout_mae", mean_absolute_error(y_test, forest.predict(X_test)))
    mlflow.set_tag("stage", "candidate")

ElasticNet(alpha=0.2, l1_ratio=0.7).fit(X_train, y_train)
last = mlflow.last_active_run()
with mlflow.start_run(run_id=last.info.run_id):
    mlflow.log_param("picked", "elastic")
