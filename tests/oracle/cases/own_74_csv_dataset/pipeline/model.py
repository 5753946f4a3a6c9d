from sklearn.linear_model import LinearRegression

FEATURES = ["girth2", "height"]


def fit(frame, target="volume"):
    model = LinearRegression().fit(frame[FEATURES], frame[target])
    return {"r2": model.score(frame[FEATURES], frame[target]), **{f"coef/{c}": w for c, w in zip(FEATURES, model.coef_)}}
