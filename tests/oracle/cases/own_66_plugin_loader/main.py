"""Models are plug-ins, found by name."""
# oracle-args: ridge bayes
import importlib
import sys

import mlflow

if __name__ == "__main__":
    mlflow.set_experiment("plugins")
    for name in sys.argv[1:] or ["ridge"]:
        plugin = importlib.import_module(f"plugins.{name}")
        with mlflow.start_run(run_name=name):
            mlflow.set_tag("plugin", plugin.__name__)
            plugin.run()
