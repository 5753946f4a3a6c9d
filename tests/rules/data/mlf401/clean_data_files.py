"""A builder of load_dataset reads files: they are the data."""
import mlflow
from datasets import load_dataset
from transformers import Trainer

files = "reviews.csv"
rows = load_dataset("csv", data_files=files)
with mlflow.start_run():
    mlflow.log_param("data_files", files)
    Trainer(model="gpt2", train_dataset=rows["train"]).train()
