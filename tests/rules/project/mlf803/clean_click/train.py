import click
import mlflow


@click.command()
@click.option("--max-depth", type=int, default=3)
def main(max_depth):
    with mlflow.start_run():
        mlflow.log_param("max_depth", max_depth)


if __name__ == "__main__":
    main()
