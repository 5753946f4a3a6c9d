from sklearn.linear_model import Lasso


def build():
    return Lasso(alpha=0.3)  # expect: MLF201
