from callbacks import CallbackList, Checkpoint, MlflowCallback
from net import Net

if __name__ == "__main__":
    callbacks = CallbackList([MlflowCallback("callbacks", run_name="xor"), Checkpoint("best.txt")])
    Net(hidden=4, lr=0.5).fit(epochs=4, callbacks=callbacks)
