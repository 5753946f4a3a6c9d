# expect-file: MLF001
import mlflow

<<<<<<< HEAD
mlflow.set_experiment("a")
=======
mlflow.set_experiment("b")
>>>>>>> other
