from experiment import Experiment
from schema import load

Experiment(load("settings.toml")).start()
