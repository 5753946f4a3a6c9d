import mlflow


class Strategy:
    registry = {}
    code = None

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Strategy.registry[cls.code or cls.__name__] = cls

    def play(self, rounds):
        raise NotImplementedError

    def log(self, score):
        mlflow.log_param("strategy", self.code)
        mlflow.log_metric("score", score)


class Always(Strategy):
    code = "always"

    def play(self, rounds):
        return rounds


class Alternate(Strategy):
    code = "alternate"
    period = 2

    def play(self, rounds):
        return rounds // self.period

    def log(self, score):
        super().log(score)
        mlflow.log_param("period", self.period)


mlflow.set_experiment("strategies")
for code, cls in Strategy.registry.items():
    player = cls()
    with mlflow.start_run(run_name=code):
        player.log(player.play(11))
        if hasattr(player, "period"):
            mlflow.set_tag("periodic", "yes")
