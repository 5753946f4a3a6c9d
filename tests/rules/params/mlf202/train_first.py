import mlflow
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

x, y = load_iris(return_X_y=True)
model = LinearDiscriminantAnalysis()
model.fit(x, y)
with mlflow.start_run():  # expect: MLF202
    mlflow.log_metric("accuracy", model.score(x, y))
    mlflow.sklearn.log_model(model, name="lda")
