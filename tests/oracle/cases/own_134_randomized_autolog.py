"""RandomizedSearchCV under autolog with a pipeline, plus manual extras."""
import mlflow
from scipy.stats import loguniform
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RandomizedSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

mlflow.sklearn.autolog(max_tuning_runs=2, log_models=False, log_datasets=False, log_post_training_metrics=False)
mlflow.set_experiment("random-search")
X, y = load_wine(return_X_y=True)
pipe = make_pipeline(MinMaxScaler(), LogisticRegression(max_iter=400))
search = RandomizedSearchCV(pipe, {"logisticregression__C": loguniform(0.01, 10)}, n_iter=3, cv=3, random_state=0)
with mlflow.start_run(run_name="search"):
    search.fit(X, y)
    mlflow.log_param("chosen_C", search.best_params_["logisticregression__C"])
    mlflow.log_metric("chosen_score", search.best_score_)
    mlflow.set_tag("refit", search.refit)
