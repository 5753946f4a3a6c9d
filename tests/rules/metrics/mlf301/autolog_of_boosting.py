import lightgbm as lgb
import mlflow
import xgboost as xgb
from flowers import x, x_test, y, y_test
from sklearn import metrics
from sklearn.metrics import accuracy_score

mlflow.lightgbm.autolog()
mlflow.xgboost.autolog()
from sklearn.metrics import f1_score  # noqa: E402


def measure(model):
    from sklearn.metrics import log_loss

    return log_loss(y_test, model.predict_proba(x_test))


with mlflow.start_run():
    leaves = lgb.LGBMClassifier(n_estimators=30).fit(x, y)
    print(metrics.recall_score(y_test, leaves.predict(x_test)))
    print(f1_score(y_test, leaves.predict(x_test)))
    print(accuracy_score(y_test, leaves.predict(x_test)))  # expect: MLF301 "accuracy_score"
    print(measure(leaves))
    trees = xgb.XGBClassifier(n_estimators=30).fit(x, y)
    print(trees.score(x_test, y_test))
