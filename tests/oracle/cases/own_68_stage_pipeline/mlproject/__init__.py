import logging

logging.basicConfig(level=logging.WARNING)
logger = logging.getLogger("mlproject")
