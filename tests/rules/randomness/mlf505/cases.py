import os
import random
import secrets
import time
import uuid
from datetime import datetime

import mlflow
import numpy as np
import pandas as pd
import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
np.random.seed(int(time.time()))  # expect: MLF505
torch.manual_seed(time.time_ns())  # expect: MLF505
random.seed(datetime.now().timestamp())  # expect: MLF505
seed = int.from_bytes(os.urandom(4), "big")
np.random.seed(seed)  # expect: MLF505
torch.manual_seed(uuid.uuid4().int % 2**32)  # expect: MLF505
random.seed(secrets.randbits(32))  # expect: MLF505
train, test = train_test_split(data, random_state=int(time.time()))  # expect: MLF505
with mlflow.start_run():
    model = RandomForestClassifier(random_state=int(time.time()) % 1000)  # expect: MLF505
    model.fit(train[["a"]], train["y"])
