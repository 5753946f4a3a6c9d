import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "src"))

from churn.evaluate import evaluate_model  # noqa: E402
from churn.train import train_model  # noqa: E402

if __name__ == "__main__":
    artefacts = train_model(C=0.3)
    evaluate_model(**artefacts)
