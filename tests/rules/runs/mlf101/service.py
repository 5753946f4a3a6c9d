import mlflow
from fastapi import FastAPI

app = FastAPI()


@app.post("/predict")
def predict(value: float):
    mlflow.start_run(run_name="request")  # expect: MLF101
    mlflow.log_metric("value", value)
    return {"ok": True}
