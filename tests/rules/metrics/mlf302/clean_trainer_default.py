import mlflow
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

reviews = load_dataset("imdb", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
model = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased")
trainer = Trainer(model=model, args=TrainingArguments(output_dir="out"), train_dataset=reviews["train"])

mlflow.set_experiment("reviews")
with mlflow.start_run():
    mlflow.log_param("dataset", "imdb")
    trainer.train()
    mlflow.log_artifacts("out")
