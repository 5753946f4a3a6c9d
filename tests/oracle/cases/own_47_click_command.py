# oracle-args: data/in.csv --degree 3 -v
import click
import mlflow
import numpy as np


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", type=click.Path())
@click.option("--degree", "-d", default=2, help="polynomial degree")
@click.option("--ridge", default=0.0)
@click.option("-v", "--verbose", is_flag=True)
def main(source: str, degree: int, ridge: float, verbose: bool) -> None:
    """Fit a polynomial to SOURCE (synthetic here)."""
    x = np.linspace(0, 1, 25)
    y = np.cos(3 * x)
    A = np.vander(x, degree + 1)
    coef = np.linalg.solve(A.T @ A + ridge * np.eye(degree + 1), A.T @ y)
    mlflow.set_experiment("polyfit-click")
    with mlflow.start_run():
        mlflow.log_param("source", source)
        mlflow.log_param("degree", degree)
        mlflow.log_param("ridge", ridge)
        mlflow.log_metric("max_residual", float(np.abs(A @ coef - y).max()))
        if verbose:
            for power, c in enumerate(coef[::-1]):
                mlflow.log_metric(f"coef_x{power}", c)


if __name__ == "__main__":
    main()
