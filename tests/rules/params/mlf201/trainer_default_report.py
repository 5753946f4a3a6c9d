"""The callback of the trainer may record its arguments and the model's; those of callbacks and splits it never does."""
import mlflow
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, EarlyStoppingCallback, Trainer, TrainingArguments

rows = load_dataset("csv", data_files="reviews.csv")["train"].map(str.lower)
parts = rows.train_test_split(test_size=0.2, seed=1)  # expect: MLF201 "test_size"
arguments = TrainingArguments("out", learning_rate=2e-5, weight_decay=0.01)
mlflow.set_experiment("reviews")
with mlflow.start_run():
    mlflow.log_param("data_files", "reviews.csv")
    trainer = Trainer(
        model=AutoModelForSequenceClassification.from_pretrained("bert-base-uncased"),
        args=arguments,
        train_dataset=parts["train"],
        eval_dataset=parts["test"],
        callbacks=[EarlyStoppingCallback(early_stopping_patience=3)],  # expect: MLF201 "early_stopping_patience"
    )
    trainer.train()
