import tracking as t


@t.task("ingest", log_args=["limit"])
def ingest(limit, source="memory"):
    rows = list(range(limit))
    return {"rows": len(rows), "total": sum(rows)}


@t.task(tags={"gpu": "no"}, log_args=["epochs", "optimizer", "lr"])
def train(epochs, optimizer="sgd", lr=0.1):
    """Pretends to train."""
    loss = 1.0
    for epoch in range(epochs):
        loss *= 1 - lr
        t.scalar("loss", loss, epoch)
    return {"final_loss": loss}
