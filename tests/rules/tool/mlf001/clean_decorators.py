import mlflow

buttons = [print]


@buttons[0]
@(lambda f: f)
async def train(a, /, b, *, c: int = 1, **rest) -> "None":
    async with mlflow.start_run() as run:
        if (n := len(rest)) > 3:
            mlflow.log_metric("n", n)
        global total
        total = a @ b
        try:
            yield run
        except* ValueError as group:
            print(group)
