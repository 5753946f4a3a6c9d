import mlflow
import torch
from ignite.contrib.handlers.mlflow_logger import MLflowLogger, OptimizerParamsHandler, OutputHandler
from ignite.engine import Events, create_supervised_trainer
from torch import nn


def main():
    torch.manual_seed(0)
    mlflow.set_experiment("ignite")
    model = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.5)
    trainer = create_supervised_trainer(model, optimizer, nn.MSELoss())
    logger = MLflowLogger()
    logger.log_params({"lr": 0.1, "momentum": 0.5})
    logger.attach(trainer, log_handler=OutputHandler(tag="training", output_transform=lambda loss: {"loss": loss}), event_name=Events.EPOCH_COMPLETED)
    logger.attach(trainer, log_handler=OptimizerParamsHandler(optimizer), event_name=Events.EPOCH_STARTED)
    x = torch.rand(16, 2)
    trainer.run([(x, x.sum(1, keepdim=True))], max_epochs=2)
    logger.close()


main()
