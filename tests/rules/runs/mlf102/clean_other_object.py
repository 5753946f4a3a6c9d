class Session:
    def start_run(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


import mlflow

session = Session()
with mlflow.start_run():
    with session.start_run():
        mlflow.log_param("a", 1)
