"""The text of a function holds an address: another one in each run."""
import mlflow
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline


def train(features, target):
    with mlflow.start_run():
        model = make_pipeline(SelectKBest(score_func=f_regression, k=20), Ridge(alpha=0.5))  # expect: MLF201, MLF201, MLF201
        model.fit(features, target)
        mlflow.log_metric("r2", model.score(features, target))
