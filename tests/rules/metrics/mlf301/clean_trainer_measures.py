import evaluate
import mlflow
import numpy as np
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

accuracy = evaluate.load("accuracy")


def compute_metrics(prediction):
    labels = np.argmax(prediction.predictions, axis=-1)
    return {"accuracy": accuracy.compute(predictions=labels, references=prediction.label_ids)["accuracy"]}


def main(train_set, test_set):
    model = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased", revision="main")
    args = TrainingArguments(output_dir="out", num_train_epochs=1, report_to=["mlflow"])
    mlflow.set_experiment("reviews")
    with mlflow.start_run():
        trainer = Trainer(model, args, train_dataset=train_set, eval_dataset=test_set, compute_metrics=compute_metrics)
        print(trainer.evaluate())
        trainer.train()


main(None, None)
