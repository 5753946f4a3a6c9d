import mlflow


class Trainer:
    def run(self):
        self.active = mlflow.start_run()  # expect: MLF105
        mlflow.log_param("a", 1)
        mlflow.end_run()


Trainer().run()
