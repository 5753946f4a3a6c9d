import mlflow


class Trainer:
    def __init__(self, name):
        self.run = mlflow.start_run(run_name=name)

    def fit(self, rows):
        mlflow.log_param("rows", len(rows))


def main():
    for name in ("a", "b"):
        Trainer(name).fit([1, 2, 3])  # expect: MLF101


if __name__ == "__main__":
    main()
