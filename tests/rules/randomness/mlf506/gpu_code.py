"""Seeded torch trainings in which nothing asks for deterministic kernels, or something asks for the opposite."""
import mlflow
import torch

torch.manual_seed(3)
torch.backends.cudnn.benchmark = True  # expect: MLF506


def train(batches):
    model = torch.nn.Conv2d(3, 8, 3).cuda()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        mlflow.log_params({"lr": 0.1, "seed": 3})
        for batch in batches:
            loss = model(batch.cuda()).mean()
            loss.backward()
            optimizer.step()


train(torch.utils.data.DataLoader(torch.load("images.pt"), batch_size=8))
