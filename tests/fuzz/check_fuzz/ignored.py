import mlflow
mlflow.start_run()  # tracklint: ignore[MLF101]
mlflow.log_metric('a', 1)  # noqa
# tracklint: ignore-file[MLF999]
x = [i async for i in y]; del x[0]
while True:
    x += 1
    if x: break
else:
    mlflow.log_param('p', x)
