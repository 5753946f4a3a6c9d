import mlflow
from torch.utils.tensorboard import SummaryWriter

writer = SummaryWriter()
with mlflow.start_run():
    writer.add_scalar("precision@10", 0.5, 1)
    mlflow.log_metric("precision_at_10", 0.5)
