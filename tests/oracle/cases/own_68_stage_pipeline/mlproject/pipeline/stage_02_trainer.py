from mlproject.components import ModelTrainer
from mlproject.config import ConfigurationManager


class TrainerPipeline:
    def main(self):
        config = ConfigurationManager()
        trainer = ModelTrainer(config=config.get_trainer_config(), data=config.get_data_config())
        trainer.train()
