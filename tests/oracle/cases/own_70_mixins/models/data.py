from functools import lru_cache

from sklearn.datasets import load_wine


@lru_cache(maxsize=None)
def wine():
    return load_wine(return_X_y=True)
