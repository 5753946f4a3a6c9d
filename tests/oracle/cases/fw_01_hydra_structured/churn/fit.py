from omegaconf import OmegaConf
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split

ESTIMATORS = {"forest": RandomForestClassifier, "boosting": GradientBoostingClassifier}


def fit_and_score(model_cfg, training):
    options = OmegaConf.to_container(model_cfg, resolve=True)
    estimator = ESTIMATORS[options.pop("kind")](**options, random_state=training.seed)
    X, y = make_classification(n_samples=300, random_state=training.seed)
    X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=training.test_size, random_state=training.seed)
    predicted = estimator.fit(X_tr, y_tr).predict(X_te)
    return {"accuracy": accuracy_score(y_te, predicted), "f1": f1_score(y_te, predicted)}
