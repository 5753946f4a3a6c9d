from .data import *
from .track import record, start, stop

__all__ = ["load_rows", "evaluate", "record", "start", "stop"]
