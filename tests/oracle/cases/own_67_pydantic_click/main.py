# oracle-args: --learning-rate 0.2 --set model.depth=3 --set name=tuned
import click

from app.config import AppConfig
from app.runner import Runner


@click.command()
@click.option("--learning-rate", type=float)
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE")
def main(learning_rate, overrides):
    data = {}
    for item in overrides:
        path, value = item.split("=", 1)
        node = data
        *parents, leaf = path.split(".")
        for part in parents:
            node = node.setdefault(part, {})
        node[leaf] = value
    if learning_rate is not None:
        data.setdefault("model", {})["learning_rate"] = learning_rate
    Runner(AppConfig.model_validate(data)).run()


if __name__ == "__main__":
    main()
