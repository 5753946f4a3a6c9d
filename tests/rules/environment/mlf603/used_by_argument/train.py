from transformers import TrainingArguments
import evaluate  # expect: MLF603 "evaluate"

arguments = TrainingArguments("out", report_to=["mlflow"])
