import subprocess
import sys

import mlflow

subprocess.run([sys.executable, "-m", "pip", "install", "lightgbm==4.6.0"], check=True)
subprocess.run(["git", "status"], check=True)
subprocess.run([sys.executable, "-m", "pip", "install", "-r", "requirements.txt"], check=True)
subprocess.run(["pip", "install", sys.argv[1]], check=True)
print("pip install pandas")
mlflow.set_experiment("a")
