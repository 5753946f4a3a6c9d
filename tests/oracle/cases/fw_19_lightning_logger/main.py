import os

import lightning.pytorch as pl
from lightning.pytorch.callbacks import EarlyStopping, LearningRateMonitor
from lightning.pytorch.loggers import MLFlowLogger

from module import Classifier, IrisData


def main():
    pl.seed_everything(7)
    logger = MLFlowLogger(experiment_name="lightning-iris", run_name="mlp", tracking_uri=os.environ["MLFLOW_TRACKING_URI"], tags={"framework": "lightning"})
    model = Classifier(hidden=12, lr=0.02)
    data = IrisData(batch_size=30)
    trainer = pl.Trainer(
        max_epochs=3,
        logger=logger,
        accelerator="cpu",
        enable_checkpointing=False,
        enable_progress_bar=False,
        log_every_n_steps=1,
        callbacks=[EarlyStopping("val_loss", patience=5), LearningRateMonitor(logging_interval="epoch")],
    )
    trainer.fit(model, datamodule=data)
    trainer.test(model, datamodule=data)
    logger.experiment.set_tag(logger.run_id, "seed", "7")
    logger.log_hyperparams({"max_epochs": trainer.max_epochs})


if __name__ == "__main__":
    main()
