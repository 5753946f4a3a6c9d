class CompositeLogger:
    def __init__(self, loggers):
        self.loggers = loggers

    def log_hyperparams(self, params):
        for logger in self.loggers:
            logger.log_hyperparams(params)

    def log_metrics(self, metrics, step=None):
        for logger in self.loggers:
            logger.log_metrics(metrics, step=step)

    def finalize(self, status):
        [logger.finalize(status) for logger in self.loggers]
