import mlflow


class Pipeline:
    def run(self):
        with mlflow.start_run():
            self.step("clean")

    def step(self, name):
        with mlflow.start_run(run_name=name):  # expect: MLF102
            mlflow.log_param("name", name)


Pipeline().run()
