import mlflow
import numpy as np
from sklearn.cluster import KMeans

x = np.load("s3-mirror/features.npy")
mlflow.start_run()  # expect: MLF401
model = KMeans(n_clusters=4, random_state=1).fit(x)
mlflow.log_params(model.get_params())
mlflow.end_run()
