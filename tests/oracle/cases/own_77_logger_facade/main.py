"""A logger with several backends behind one interface, as in many research repositories."""
from research.experiment import run_experiment
from research.loggers import build_logger

if __name__ == "__main__":
    logger = build_logger(["console", "mlflow"], project="facade", name="random-walk")
    run_experiment(logger, steps=4, drift=0.5)
