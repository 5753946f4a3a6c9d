"""Uses a package of the same name as a module of another package: MLflow is not what it imports."""
import requests


def backend():
    import peepy

    return peepy.run(requests.get("http://plant/state").json())
