"""An option of the trainer switches the benchmark on."""
import pytorch_lightning as pl
from pytorch_lightning.loggers import MLFlowLogger


def fast(module, loader):
    pl.seed_everything(7)
    trainer = pl.Trainer(benchmark=True, logger=MLFlowLogger(experiment_name="faces"))
    trainer.fit(module, loader)  # expect: MLF506
