from .base import Callback, CallbackList
from .checkpoint import Checkpoint
from .tracking import MlflowCallback
