from concurrent.futures import ThreadPoolExecutor

import mlflow


def evaluate(fold):
    score = fold / 10
    mlflow.log_metric(f"fold_{fold}", score)  # expect: MLF109
    return score


with mlflow.start_run(run_name="cv"):
    with ThreadPoolExecutor(max_workers=4) as pool:
        scores = list(pool.map(evaluate, range(5)))
    mlflow.log_metric("mean", sum(scores) / len(scores))
