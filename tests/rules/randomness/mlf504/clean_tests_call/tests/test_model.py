import mlflow

from model import build


def test_build():
    # what a test leaves out is no fault of the code
    with mlflow.start_run():
        assert build(7) is not None
