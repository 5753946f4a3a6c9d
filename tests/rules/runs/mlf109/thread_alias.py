from threading import Thread

from mlflow import set_tag, start_run


def heartbeat():
    set_tag("alive", "yes")  # expect: MLF109


with start_run():
    Thread(target=heartbeat, daemon=True).start()
