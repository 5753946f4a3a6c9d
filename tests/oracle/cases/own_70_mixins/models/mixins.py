import mlflow


class ParamsMixin:
    def log_hyperparameters(self):
        mlflow.log_params({name: getattr(self, name) for name in self.hyperparameters})


class MetricsMixin:
    metric_prefix = "cv"

    def log_scores(self, scores):
        key = f"{self.metric_prefix}_score"
        mlflow.log_metric(key + "_mean", scores.mean())
        mlflow.log_metric(key + "_min", scores.min())


class RunMixin(ParamsMixin, MetricsMixin):
    experiment = "mixins"

    def run(self):
        mlflow.set_experiment(self.experiment)
        with mlflow.start_run(run_name=self.label()):
            self.log_hyperparameters()
            self.log_scores(self.cross_validate())
            self.after()

    def label(self):
        return type(self).__name__

    def after(self):
        pass
