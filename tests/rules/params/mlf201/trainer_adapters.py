import mlflow
from datasets import load_dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

NAME = "distilbert-base-uncased"
reviews = load_dataset("imdb", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
tokenizer = AutoTokenizer.from_pretrained(NAME)
model = AutoModelForSequenceClassification.from_pretrained(NAME, num_labels=2)
model = get_peft_model(
    model,
    LoraConfig(
        r=8,  # expect: MLF201 "r"
        lora_alpha=32,
        task_type="SEQ_CLS",
    ),
)
arguments = TrainingArguments("out", num_train_epochs=2, learning_rate=2e-5, report_to=["mlflow", "tensorboard"])

mlflow.set_experiment("reviews")
with mlflow.start_run():
    mlflow.log_params({"lora_alpha": 32, "dataset": "imdb"})
    trainer = Trainer(model, arguments, train_dataset=reviews["train"], eval_dataset=reviews["test"])
    trainer.train()
    mlflow.transformers.log_model({"model": trainer.model, "tokenizer": tokenizer}, name="model", input_example="fine")
