import mlflow

from tuning import Tuner, baseline_params

if __name__ == "__main__":
    mlflow.set_experiment("lgbm-tuning")
    tuner = Tuner("binary_logloss", n_trials=3, seed=11)
    with mlflow.start_run(run_name="study", description="small search"):
        mlflow.log_params({f"baseline_{k}": v for k, v in baseline_params().items()})
        best = tuner.run()
        mlflow.log_dict(best, "best.json")
        tuner.refit(best)
