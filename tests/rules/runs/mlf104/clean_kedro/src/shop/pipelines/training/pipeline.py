from kedro.pipeline import Pipeline, node, pipeline

from . import nodes


def create_pipeline(**kwargs) -> Pipeline:
    return pipeline([node(nodes.train, inputs=["table", "params:alpha"], outputs="model", name="train_node")])
