from sklearn.datasets import load_diabetes

from trainer import Trainer

x, y = load_diabetes(return_X_y=True)
Trainer().run(x, y)
