from .composite import CompositeLogger
from .console import ConsoleLogger
from .mlf import MLFLogger

_BACKENDS = {"console": ConsoleLogger, "mlflow": MLFLogger}


def build_logger(kinds, **kwargs):
    return CompositeLogger([_BACKENDS[kind](**kwargs) for kind in kinds])
