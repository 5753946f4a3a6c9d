"""Work that threads do while the run is open in the thread that started them."""
import concurrent.futures
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool
from threading import Thread, Timer

import mlflow
from joblib import Parallel, delayed
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold


def fold(index, features, target):
    model = Ridge(alpha=0.5).fit(features, target)
    mlflow.log_metric(f"r2_{index}", model.score(features, target))  # expect: MLF109
    return model


def folds_with_futures(features, target):
    with mlflow.start_run(), ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [pool.submit(fold, i, features, target) for i, _ in enumerate(KFold(5).split(features))]
        return [job.result() for job in as_completed(jobs)]


class Monitor(Thread):
    def __init__(self, stop):
        super().__init__(daemon=True)
        self.stop = stop

    def run(self):
        step = 0
        while not self.stop.wait(1.0):
            mlflow.log_metric("memory", 1.0, step=step)  # expect: MLF109
            step += 1


def with_monitor(features, target):
    stop = threading.Event()
    with mlflow.start_run():
        monitor = Monitor(stop)
        monitor.start()
        Ridge(alpha=1.0).fit(features, target)
        stop.set()
        monitor.join()


def upload(path):
    mlflow.log_artifact(path)  # expect: MLF109


def uploads(paths):
    with mlflow.start_run():
        pool = ThreadPool(8)
        pool.map(upload, paths)
        pool.close()


def consume(jobs):
    while True:
        item = jobs.get()
        if item is None:
            return
        mlflow.log_param(item[0], item[1])  # expect: MLF109


def with_queue(items):
    jobs = queue.Queue()
    mlflow.start_run()
    worker = threading.Thread(target=consume, args=(jobs,), daemon=True)
    worker.start()
    for item in items:
        jobs.put(item)
    jobs.put(None)
    worker.join()
    mlflow.end_run()


def heartbeat():
    mlflow.set_tag("alive", "yes")  # expect: MLF109


def with_timer(features, target):
    with mlflow.start_run():
        timer = Timer(60, heartbeat)
        timer.start()
        Ridge(alpha=1.0).fit(features, target)
        timer.cancel()


class Evaluator:
    def __init__(self, model):
        self.model = model

    def one(self, pair):
        features, target = pair
        mlflow.log_metrics({"r2": self.model.score(features, target)})  # expect: MLF109

    def all(self, pairs):
        with concurrent.futures.ThreadPoolExecutor() as executor:
            list(executor.map(self.one, pairs))


def evaluate(model, pairs):
    with mlflow.start_run():
        Evaluator(model).all(pairs)


def with_joblib_threads(features, target):
    def part(alpha):
        mlflow.log_metric(f"r2_{alpha}", Ridge(alpha=alpha).fit(features, target).score(features, target))  # expect: MLF109

    with mlflow.start_run():
        Parallel(n_jobs=4, prefer="threads")(delayed(part)(alpha) for alpha in (0.1, 1.0))


def deep(value):
    record(value)


def record(value):
    mlflow.log_dict({"value": value}, "value.json")  # expect: MLF109


def through_two_helpers(values):
    with mlflow.start_run():
        threads = [threading.Thread(target=deep, kwargs={"value": value}) for value in values]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


async def in_an_executor(loop, text):
    def note():
        mlflow.log_text(text, "note.txt")  # expect: MLF109

    with mlflow.start_run():
        await loop.run_in_executor(None, note)


async def to_thread(figure):
    import asyncio

    def draw():
        mlflow.log_figure(figure, "figure.png")  # expect: MLF109

    with mlflow.start_run():
        await asyncio.to_thread(draw)
