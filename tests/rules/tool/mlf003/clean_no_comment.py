"""How to write `# tracklint: ignore[MLF101]`: in a comment, not here."""
import mlflow

TEXT = "# tracklint: ignore"
mlflow.set_experiment(TEXT)
