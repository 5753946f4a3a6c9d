import mlflow

mlflow.set_experiment('e')
mlflow.start_run(run_name='r')
mlflow.log_param('lr', 0.1)
for epoch in range(3):
    loss = epoch / 3
    mlflow.log_metric('loss', loss)
mlflow.end_run()
