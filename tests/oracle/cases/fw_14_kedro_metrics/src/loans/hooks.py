import mlflow
from kedro.framework.hooks import hook_impl


class DataStatsHook:
    @hook_impl
    def after_node_run(self, node, catalog, inputs, outputs):
        if node.name == "prepare":
            mlflow.log_param("rows", len(outputs["prepared"]))

    @hook_impl
    def after_pipeline_run(self, run_params, run_result, pipeline, catalog):
        mlflow.set_tag("team", "credit")
