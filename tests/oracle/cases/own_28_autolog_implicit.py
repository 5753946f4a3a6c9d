# no start_run at all: autolog makes a run for each fit
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

import mlflow

mlflow.set_experiment("autolog-implicit")
mlflow.sklearn.autolog(log_datasets=False)

X, y = load_diabetes(return_X_y=True, as_frame=True)
StandardScaler().fit_transform(X)
for alpha in (0.1, 1.0):
    Ridge(alpha=alpha).fit(X, y)
make_pipeline(PolynomialFeatures(2), Lasso(alpha=0.5, max_iter=50)).fit(X, y)
