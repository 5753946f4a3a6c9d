import mlflow
from company.tracking import report_scores
from sklearn.linear_model import LogisticRegression


def by_an_unseen_helper(features, target):
    with mlflow.start_run():
        model = LogisticRegression().fit(features, target)
        report_scores(model, features, target)
