import numpy as np


def sales(n=50, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0, 1, (n, 2))
    return X, rng.poisson(np.exp(1 + X[:, 0]))
