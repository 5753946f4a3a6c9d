import mlflow
from mlflow.pyfunc import PythonModel


class Adder(PythonModel):
    def predict(self, model_input: list[str], params=None) -> list[str]:
        return [text + "!" for text in model_input]


with mlflow.start_run():
    mlflow.pyfunc.log_model(name="adder", python_model=Adder())
