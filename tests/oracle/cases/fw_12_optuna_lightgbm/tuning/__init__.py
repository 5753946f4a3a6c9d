from .search import Tuner
from .space import baseline_params, suggest

__all__ = ["Tuner", "baseline_params", "suggest"]
