import mlflow


class Box[T: (int, float)]:
    def get[**P](self, *args: P.args, **kwargs: P.kwargs) -> T:
        raise NotImplementedError


try:
    mlflow.set_experiment("a")
except* (ValueError, OSError) as errors:
    print(*errors.exceptions)


def split(first, /, second, *, third: int | None = None, **rest):
    nonlocal_ = lambda: (yield)
    return (first, *second), {**rest, "third": third}, nonlocal_
