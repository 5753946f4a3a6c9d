class Step:
    @property
    def name(self):
        return self.__class__.__name__.lower()

    def __call__(self, context, tracker):
        tracker.params(**tracker.config)
        return self.execute(context, tracker)

    def execute(self, context, tracker):
        raise NotImplementedError
