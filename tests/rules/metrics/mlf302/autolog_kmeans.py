import mlflow
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

mlflow.sklearn.autolog()
x, _ = load_iris(return_X_y=True)
with mlflow.start_run():  # expect: MLF302
    KMeans(n_clusters=3, random_state=1).fit(x)
