import mlflow
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

reviews = load_dataset("imdb", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
model = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased")
arguments = TrainingArguments(
    output_dir="out",
    report_to="tensorboard",
    num_train_epochs=2,  # expect: MLF201 "num_train_epochs"
    learning_rate=2e-5,
)

mlflow.set_experiment("reviews")
with mlflow.start_run():
    mlflow.log_params({"learning_rate": 2e-5, "dataset": "imdb", "base": "distilbert-base-uncased"})
    trainer = Trainer(model=model, args=arguments, train_dataset=reviews["train"])
    result = trainer.train()
    mlflow.log_metric("loss", result.training_loss)
    mlflow.transformers.log_model({"model": trainer.model}, name="model", input_example="fine")
