"""Comments that outlived what they were for, in several places."""
import mlflow
from sklearn.linear_model import Ridge

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_experiment("houses")


class Trainer:
    # expect: MLF003
    alpha = 0.5  # tracklint: ignore[MLF201, MLF203]

    def run(self, features, target):
        with mlflow.start_run(run_name="ridge"):  # tracklint: ignore[MLF703]
            model = Ridge(alpha=self.alpha)  # tracklint: ignore[MLF201]
            model.fit(features, target)
            # expect: MLF003
            score = model.score(features, target)  # tracklint: ignore[MLF302]
            mlflow.log_metric("r2", score)
        # expect: MLF003
        return score  # tracklint: ignore[MLF301]


Trainer().run([[1.0], [2.0]], [1, 2])
