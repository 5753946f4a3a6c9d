from .base import Base


class Config(Base):
    PARAMS = {**Base.PARAMS, "max_iter": 50}
    TAGS = {"speed": "slow"}
