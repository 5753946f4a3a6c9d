import mlflow

from .base import Callback


class MlflowCallback(Callback):
    def __init__(self, experiment, run_name=None):
        self.experiment, self.run_name = experiment, run_name

    def on_train_begin(self, net):
        mlflow.set_experiment(self.experiment)
        mlflow.start_run(run_name=self.run_name)
        mlflow.log_params(net.config())

    def on_epoch_end(self, net, epoch, logs):
        for name, value in logs.items():
            mlflow.log_metric(f"train_{name}", value, step=epoch)

    def on_train_end(self, net):
        mlflow.log_metric("n_weights", net.W.size + net.v.size)
