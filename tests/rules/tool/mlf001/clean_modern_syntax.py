import mlflow


def pick(command):
    match command.split():
        case ["train", name] if (n := len(name)) > 2:
            return n
        case {"x": 1, **rest}:
            return rest
        case _:
            return None


async def main():
    async with open_server() as server, mlflow.start_run() as run:
        result = [x async for x in server if x]
        mlflow.log_metric("n", len(result))
    return run


type Pair[T] = tuple[T, T]
print(f"{pick('train model')!r:>{10}} {'nested'}")
