import mlflow
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

x, _ = load_iris(return_X_y=True)
mlflow.start_run(run_name="clusters")  # expect: MLF302
mlflow.log_param("n_clusters", 3)
model = KMeans(n_clusters=3, random_state=1).fit(x)
mlflow.log_artifact("clusters.png")
mlflow.end_run()
