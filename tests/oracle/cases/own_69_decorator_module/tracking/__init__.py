from .decorators import task
from .scalars import scalar
