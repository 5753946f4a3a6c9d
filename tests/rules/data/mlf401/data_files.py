import mlflow
from datasets import load_dataset
from transformers import Trainer

rows = load_dataset("csv", data_files="reviews.csv")
with mlflow.start_run():  # expect: MLF401 "reviews.csv"
    mlflow.log_param("size", 3)
    Trainer(model="gpt2", train_dataset=rows["train"]).train()
