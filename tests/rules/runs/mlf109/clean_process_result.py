from concurrent.futures import ProcessPoolExecutor

import mlflow


def square(x):
    return x * x


if __name__ == "__main__":
    with mlflow.start_run():
        with ProcessPoolExecutor() as pool:
            mlflow.log_param("sum", sum(pool.map(square, range(4))))
