from mlproject.components import DataMaker
from mlproject.config import ConfigurationManager


class DataPipeline:
    def main(self):
        DataMaker(config=ConfigurationManager().get_data_config()).make()
