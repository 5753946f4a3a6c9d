"""The pipeline of the well-known course: stages, entities, a configuration manager."""
from mlproject import logger
from mlproject.pipeline.stage_01_data import DataPipeline
from mlproject.pipeline.stage_02_trainer import TrainerPipeline
from mlproject.pipeline.stage_03_evaluation import EvaluationPipeline

for stage, pipeline in (("data", DataPipeline), ("trainer", TrainerPipeline), ("evaluation", EvaluationPipeline)):
    try:
        logger.info(">>> stage %s started", stage)
        pipeline().main()
        logger.info(">>> stage %s completed", stage)
    except Exception as e:
        logger.exception(e)
        raise e
