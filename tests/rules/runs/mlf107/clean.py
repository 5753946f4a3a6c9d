import mlflow
from sklearn.linear_model import Ridge


def reraised(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except Exception as error:
            print(error)
            raise


def other_error(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except ValueError as error:
            raise RuntimeError("training failed") from error


def outside(x, y):
    try:
        with mlflow.start_run():
            Ridge().fit(x, y)
    except Exception as error:
        print("the run is FAILED already", error)


def marked_failed(x, y):
    mlflow.start_run()
    try:
        Ridge().fit(x, y)
        mlflow.end_run()
    except Exception as error:
        mlflow.set_tag("error", str(error))
        mlflow.end_run(status="FAILED")


def only_logging(x, y):
    with mlflow.start_run():
        model = Ridge().fit(x, y)
        try:
            mlflow.log_artifact("plot.png")
        except Exception as error:
            print("no plot", error)
        return model


def only_loading(path):
    with mlflow.start_run():
        try:
            with open(path) as stream:
                mlflow.log_param("note", stream.read())
        except OSError:
            pass


def finally_only(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        finally:
            print("done")


def exits(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except Exception as error:
            raise SystemExit(1) from error


def without_run(x, y):
    try:
        return Ridge().fit(x, y)
    except Exception:
        return None


def import_guard(x, y):
    with mlflow.start_run():
        try:
            import shap
        except ImportError:
            shap = None
        return Ridge().fit(x, y), shap


def main(x, y):
    reraised(x, y)
    other_error(x, y)
    outside(x, y)
    marked_failed(x, y)
    only_logging(x, y)
    only_loading("note.txt")
    finally_only(x, y)
    without_run(x, y)
    import_guard(x, y)
    exits(x, y)


main([[1.0], [2.0]], [1, 2])
