import mlflow


def train_test_split(rows):
    return rows[:10], rows[10:]


train, test = train_test_split(list(range(100)))
mlflow.set_experiment("a")
