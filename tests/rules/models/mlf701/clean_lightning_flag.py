from lightning.pytorch.loggers import MLFlowLogger

logger = MLFlowLogger(experiment_name="a", log_model=True)
