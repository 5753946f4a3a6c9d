import mlflow

from tracking import begin


def main():
    for name in ["a", "b"]:
        begin(name)  # expect: MLF101
        mlflow.log_param("name", name)


def good():
    with begin("c"):
        mlflow.log_param("name", "c")


if __name__ == "__main__":
    good()
    main()
