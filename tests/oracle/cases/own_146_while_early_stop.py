"""A while loop with patience and best-so-far logging."""
import mlflow
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split

PATIENCE, MAX_EPOCHS = 2, 12

X, y = load_digits(return_X_y=True)
X_tr, X_va, y_tr, y_va = train_test_split(X / 16, y, random_state=3)
model = SGDClassifier(loss="log_loss", alpha=1e-3, random_state=1)
state = {"best": -1.0, "best_epoch": None, "waited": 0}

mlflow.set_experiment("patience")
mlflow.start_run(run_name="sgd")
mlflow.log_params(dict(patience=PATIENCE, max_epochs=MAX_EPOCHS, alpha=model.alpha))
epoch = 0
while epoch < MAX_EPOCHS:
    model.partial_fit(X_tr, y_tr, classes=np.arange(10))
    accuracy = model.score(X_va, y_va)
    mlflow.log_metric("val_accuracy", accuracy, step=epoch)
    if accuracy > state["best"]:
        state.update(best=accuracy, best_epoch=epoch, waited=0)
        mlflow.log_metric("best_val_accuracy", accuracy, step=epoch)
    else:
        state["waited"] += 1
    epoch += 1
    if state["waited"] > PATIENCE:
        break
mlflow.log_metrics({"epochs_run": epoch, "best": state["best"]})
mlflow.log_param("best_epoch", state["best_epoch"])
mlflow.end_run()
