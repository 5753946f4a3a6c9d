from pipeline.runner import Pipeline
from pipeline.steps import evaluate, load, train
from pipeline.tracking import Tracker

if __name__ == "__main__":
    tracker = Tracker.from_toml("settings.toml")
    Pipeline([load.Load(), train.Train(), evaluate.Evaluate()], tracker).run()
