import concurrent.futures

import mlflow


def train(depth):
    mlflow.log_param(f"depth_{depth}", depth)  # expect: MLF109


def main():
    with mlflow.start_run():
        with concurrent.futures.ThreadPoolExecutor() as executor:
            futures = [executor.submit(train, depth) for depth in (2, 4)]
            for future in futures:
                future.result()


main()
