import lightgbm as lgb
import mlflow
from sklearn.datasets import load_wine

PARAMS = {"objective": "multiclass", "num_class": 3, "learning_rate": 0.2, "num_leaves": 5, "verbosity": -1, "num_threads": 1, "min_data_in_leaf": 5}


class CvLogger:
    before_iteration = False
    order = 5

    def __init__(self, every):
        self.every = every

    def __call__(self, env):
        if env.iteration % self.every:
            return
        for entry in env.evaluation_result_list:
            mlflow.log_metric("cv_mean_loss", entry[2], step=env.iteration)
            mlflow.log_metric("cv_std_loss", entry[4], step=env.iteration)


def run_cv(rounds, nfold):
    X, y = load_wine(return_X_y=True)
    return lgb.cv(PARAMS, lgb.Dataset(X, y), num_boost_round=rounds, nfold=nfold, seed=1, stratified=True, callbacks=[CvLogger(every=2)], return_cvbooster=True)


if __name__ == "__main__":
    rounds, nfold = 8, 3
    mlflow.set_experiment("lgb-cv")
    mlflow.start_run(run_name=f"cv{nfold}")
    mlflow.log_params({**PARAMS, "num_boost_round": rounds, "nfold": nfold})
    result = run_cv(rounds, nfold)
    boosters = result.pop("cvbooster")
    for name, curve in result.items():
        mlflow.log_metric("final/" + name.replace("valid ", "").replace("-", "_"), curve[-1])
    mlflow.log_metric("trees", sum(b.num_trees() for b in boosters.boosters))
    mlflow.end_run()
