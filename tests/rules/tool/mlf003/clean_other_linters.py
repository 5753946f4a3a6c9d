import mlflow  # noqa: F401
import os  # type: ignore

x = 1  # pylint: disable=invalid-name
