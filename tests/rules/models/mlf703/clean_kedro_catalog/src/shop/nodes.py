from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error


def train(orders, alpha):
    return Ridge(alpha=alpha).fit(orders[["a"]], orders["y"])


def evaluate(model, orders):
    error = mean_squared_error(orders["y"], model.predict(orders[["a"]]))
    return {"mse": {"value": error, "step": 0}}
