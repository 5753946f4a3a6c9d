from kedro.pipeline import Pipeline

from loans.pipelines import training


def register_pipelines() -> dict[str, Pipeline]:
    train = training.create_pipeline()
    return {"training": train, "__default__": train}
