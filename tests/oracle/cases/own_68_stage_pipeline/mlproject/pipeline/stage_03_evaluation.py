from mlproject.components import ModelEvaluation
from mlproject.config import ConfigurationManager


class EvaluationPipeline:
    def main(self):
        config = ConfigurationManager()
        evaluation = ModelEvaluation(config=config.get_evaluation_config(), data=config.get_data_config())
        evaluation.log_into_mlflow()


if __name__ == "__main__":
    EvaluationPipeline().main()
