from mlflow import log_artifact, set_experiment

set_experiment("reports")
with open("report.txt", "w") as out:
    out.write("done")
log_artifact("report.txt")  # expect: MLF104
