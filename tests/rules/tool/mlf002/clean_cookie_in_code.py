import mlflow
coding = "klingon"  # coding= is a variable here

mlflow.set_experiment("größe")
