import random


def run_experiment(logger, *, steps, drift):
    rnd = random.Random(0)
    logger.log_hyperparams({"steps": steps, "drift": drift})
    position = 0.0
    for t in range(steps):
        position += drift + rnd.gauss(0, 1)
        logger.log_metrics({"position": position, "distance": abs(position)}, step=t)
    logger.log_metrics({"final_position": position})
    logger.finalize("success")
