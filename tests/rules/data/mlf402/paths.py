import joblib
import mlflow
import numpy as np
import pandas as pd
import torch

train = pd.read_csv("/home/anna/thesis/train.csv")  # expect: MLF402 "/home/anna"
test = pd.read_csv(r"C:\Users\anna\Documents\test.csv")  # expect: MLF402
extra = pd.read_parquet("/Users/anna/data/extra.parquet")  # expect: MLF402
drive = pd.read_excel("/content/drive/MyDrive/data.xlsx")  # expect: MLF402
array = np.load("D:/features/x.npy")  # expect: MLF402
weights = torch.load("/root/checkpoints/last.pt")  # expect: MLF402
mounted = pd.read_csv("/mnt/nas/share/train.csv")  # expect: MLF402
with mlflow.start_run():
    joblib.dump(weights, "/home/anna/models/model.pkl")  # expect: MLF402
    train.to_csv("/home/anna/out/train.csv")  # expect: MLF402
