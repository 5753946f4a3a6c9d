import mlflow
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeRegressor

import keys as K


def train(opts):
    mlflow.set_experiment(opts.experiment)
    X, y = load_diabetes(return_X_y=True)
    parts = train_test_split(X, y, random_state=opts.seed)
    run = mlflow.start_run()
    mlflow.log_param(K.DEPTH, opts.depth)
    tree = DecisionTreeRegressor(max_depth=opts.depth, random_state=opts.seed).fit(parts[0], parts[2])
    mlflow.log_metric(K.LEAVES, tree.get_n_leaves())
    if opts.verbose:
        mlflow.log_text(str(tree), "tree.txt")
        mlflow.set_tag("verbose", "yes")
    return run, tree, parts
