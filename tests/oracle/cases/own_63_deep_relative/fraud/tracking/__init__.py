from .client import Tracker

__all__ = ["Tracker"]
