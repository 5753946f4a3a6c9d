import mlflow
import pandas as pd
from mlflow.pyfunc import PythonModel


class Keyword(PythonModel):
    """Flags a text that contains any of its words."""

    def __init__(self, words):
        self.words = set(words)

    def predict(self, context, model_input: list[str], params=None) -> list[int]:
        return [int(bool(self.words & set(text.lower().split()))) for text in model_input]


class Doubler(PythonModel):
    def predict(self, context, model_input, params=None):
        return model_input * 2


def main():
    mlflow.set_experiment("pyfunc-hints")
    with mlflow.start_run(run_name="keyword"):
        words = ["spam", "offer"]
        mlflow.log_param("words", ",".join(words))
        info = mlflow.pyfunc.log_model(name="keyword", python_model=Keyword(words), pip_requirements=["mlflow"], input_example=["an offer"])
        mlflow.pyfunc.log_model(name="doubler", python_model=Doubler(), pip_requirements=["pandas"])
        model = mlflow.pyfunc.load_model(info.model_uri)
        hits = model.predict(["big offer", "hello"])
        mlflow.log_metric("hits", sum(hits))
        mlflow.log_table(pd.DataFrame({"text": ["big offer", "hello"], "hit": hits}), "hits.json")


if __name__ == "__main__":
    main()
