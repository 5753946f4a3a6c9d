import argparse
import mlflow
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument('--depth', type=int, default=3)
args = parser.parse_args()
X, y = np.random.rand(10, 2), np.arange(10)
X_train, X_test, y_train, y_test = train_test_split(X, y)
with mlflow.start_run():
    model = RandomForestClassifier(max_depth=args.depth)
    model.fit(X_train, y_train)
    mlflow.sklearn.log_model(model, 'model')
    mlflow.log_metric('accuracy', model.score(X_test, y_test))
