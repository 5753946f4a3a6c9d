import os
os.environ["MLFLOW_EXPERIMENT_NAME"] = "tiny-bert"
os.environ["HF_HUB_OFFLINE"] = "1"
import numpy as np
import torch
from torch.utils.data import Dataset
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments


class Random(Dataset):
    def __init__(self, n):
        g = torch.Generator().manual_seed(0)
        self.x = torch.randint(0, 50, (n, 8), generator=g)
        self.y = torch.randint(0, 2, (n,), generator=g)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return {"input_ids": self.x[i], "attention_mask": torch.ones(8, dtype=torch.long), "labels": self.y[i]}


def measure(pred):
    return {"accuracy": float((np.argmax(pred.predictions, -1) == pred.label_ids).mean())}


def main():
    model = BertForSequenceClassification(BertConfig(vocab_size=60, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16))
    args = TrainingArguments(output_dir="out", num_train_epochs=1, per_device_train_batch_size=8, learning_rate=1e-3,
                             logging_steps=2, eval_strategy="epoch", save_strategy="no", report_to="mlflow", run_name="first", use_cpu=True, disable_tqdm=True)
    trainer = Trainer(model=model, args=args, train_dataset=Random(32), eval_dataset=Random(16), compute_metrics=measure)
    trainer.train()
    print(trainer.evaluate())


main()
