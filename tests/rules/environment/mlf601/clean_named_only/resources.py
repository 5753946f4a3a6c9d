"""Resource types of the cloud. Runs of training jobs are kept elsewhere (not by MLflow)."""

TYPES = {
    "AWS::SageMaker::MlflowTrackingServer": "82716f2317f73364",  # mlflow
    "AWS::S3::Bucket": "0a8f0e1dd5b9b1b4",
}


def known(name):
    return name in TYPES
