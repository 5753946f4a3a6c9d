"""Use `# tracklint: ignore[MLF103]` to silence a finding."""
import mlflow

mlflow.set_experiment("a")
