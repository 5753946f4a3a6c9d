import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([0, 1, 1, 0], float)


class Net:
    def __init__(self, hidden=2, lr=0.1, seed=0):
        rng = np.random.default_rng(seed)
        self.hidden, self.lr, self.seed = hidden, lr, seed
        self.W, self.v = rng.normal(size=(2, hidden)), rng.normal(size=hidden)

    def config(self):
        return {k: v for k, v in self.__dict__.items() if k not in {"W", "v"}}

    def fit(self, epochs, callbacks):
        callbacks.on_train_begin(self)
        for epoch in range(epochs):
            h = np.tanh(X @ self.W)
            err = h @ self.v - Y
            self.v -= self.lr * h.T @ err / 4
            self.W -= self.lr * X.T @ (err[:, None] * self.v * (1 - h**2)) / 4
            callbacks.on_epoch_end(self, epoch, {"loss": float((err**2).mean()), "max_err": float(abs(err).max())})
        callbacks.on_train_end(self)
        return self
