from kedro.pipeline import Pipeline, node, pipeline

from .nodes import evaluate, fit, learning_curve, prepare


def create_pipeline(**kwargs) -> Pipeline:
    return pipeline(
        [
            node(func=prepare, inputs=["params:rows", "params:seed"], outputs="prepared", name="prepare"),
            node(func=fit, inputs={"table": "prepared", "options": "params:classifier"}, outputs="classifier", name="fit"),
            node(func=evaluate, inputs=["classifier", "prepared"], outputs="scores", name="evaluate"),
            node(func=learning_curve, inputs=["prepared", "params:classifier"], outputs="curve", name="learning_curve"),
        ]
    )
