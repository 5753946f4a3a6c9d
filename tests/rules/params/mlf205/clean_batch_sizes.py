import mlflow

names = [line.strip() for line in open("names.txt")]

# every batch may hold as many
with mlflow.start_run():
    while len(names) > 0:
        batch = []
        while len(names) > 0 and len(batch) < 4:
            batch.append(names.pop(0))
        mlflow.log_param("batch_size", len(batch))
