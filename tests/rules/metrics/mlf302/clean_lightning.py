import lightning as L
from lightning.pytorch.loggers import MLFlowLogger
from somewhere import Model, data

logger = MLFlowLogger(experiment_name="a", tracking_uri="https://mlflow.example.org")
trainer = L.Trainer(logger=logger, max_epochs=3)
trainer.fit(Model(), data)
