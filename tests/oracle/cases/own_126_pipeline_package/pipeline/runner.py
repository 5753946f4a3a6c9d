from dataclasses import dataclass, field


@dataclass
class Context:
    data: dict = field(default_factory=dict)

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value


class Pipeline:
    def __init__(self, steps, tracker):
        self.steps = steps
        self.tracker = tracker

    def run(self):
        context = Context()
        with self.tracker as tracker:
            for step in self.steps:
                step(context, tracker.step(step.name))
        return context
