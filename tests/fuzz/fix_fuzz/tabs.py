import mlflow
def train():
	mlflow.start_run()
	for i in range(3):
		mlflow.log_metric('x', i)
	return 1
train()
