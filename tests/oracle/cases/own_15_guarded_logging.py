# oracle-args: --no-artifacts
import contextlib
from argparse import ArgumentParser, BooleanOptionalAction

import mlflow
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import davies_bouldin_score, silhouette_score

p = ArgumentParser()
p.add_argument("-k", "--clusters", type=int, default=3)
p.add_argument("--mlflow", action=BooleanOptionalAction, default=True)
p.add_argument("--artifacts", action=BooleanOptionalAction, default=True)
args = p.parse_args()

run_ctx = mlflow.start_run(run_name="kmeans") if args.mlflow else contextlib.nullcontext()
if args.mlflow:
    mlflow.set_experiment("blobs")
    mlflow.end_run()  # start_run above went to Default; close it, open the right one
    run_ctx = mlflow.start_run(run_name=f"kmeans-{args.clusters}")

X, _ = make_blobs(150, centers=4, random_state=2)
with run_ctx:
    km = KMeans(args.clusters, n_init=3, random_state=0).fit(X)
    scores = {"silhouette": silhouette_score(X, km.labels_), "davies_bouldin": davies_bouldin_score(X, km.labels_)}
    if args.mlflow:
        mlflow.log_param("k", args.clusters)
        for name in scores:
            mlflow.log_metric(name, scores[name])
        if args.artifacts:
            mlflow.log_dict(scores, "scores.json")
            mlflow.set_tag("artifacts", "logged")
        else:
            mlflow.set_tag("artifacts", "skipped")
