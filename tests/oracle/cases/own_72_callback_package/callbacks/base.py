class Callback:
    def on_train_begin(self, net): ...
    def on_epoch_end(self, net, epoch, logs): ...
    def on_train_end(self, net): ...


class CallbackList:
    def __init__(self, callbacks):
        self.callbacks = list(callbacks)

    def __getattr__(self, hook):
        def call(*args, **kwargs):
            for cb in self.callbacks:
                getattr(cb, hook)(*args, **kwargs)
        return call
