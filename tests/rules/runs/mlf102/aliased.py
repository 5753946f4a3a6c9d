from mlflow import start_run as begin

with begin():
    with begin(run_name="inner", tags={"kind": "child"}):  # expect: MLF102
        pass
