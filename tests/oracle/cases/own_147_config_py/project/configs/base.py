class Base:
    EXPERIMENT = "py-config"
    SEED = 5
    MODEL = "hgb"
    PARAMS = {"learning_rate": 0.1, "max_iter": 20}

    @classmethod
    def as_dict(cls):
        return {k.lower(): getattr(cls, k) for k in dir(cls) if k.isupper()}
