class ConsoleLogger:
    def __init__(self, **_):
        pass

    def log_hyperparams(self, params):
        print(params)

    def log_metrics(self, metrics, step=None):
        print(step, metrics)

    def finalize(self, status):
        print(status)
