from .base import Base


class Config(Base):
    PARAMS = {**Base.PARAMS, "max_iter": 5}
    TAGS = {"speed": "fast"}
