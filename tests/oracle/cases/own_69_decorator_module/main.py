import jobs
from tracking.decorators import finish

if __name__ == "__main__":
    jobs.ingest(limit=20)
    jobs.train(epochs=2, optimizer="adam")
    finish()
