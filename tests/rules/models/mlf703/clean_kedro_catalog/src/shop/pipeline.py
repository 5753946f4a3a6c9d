from kedro.pipeline import Pipeline, node, pipeline

from .nodes import evaluate, train


def create_pipeline(**kwargs) -> Pipeline:
    return pipeline(
        [
            node(func=train, inputs=["orders", "params:alpha"], outputs="model"),
            node(func=evaluate, inputs=["model", "orders"], outputs="metrics"),
        ]
    )
