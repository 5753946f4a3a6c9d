from unittest import mock

import mlflow

client = mock.Mock()
client.connect(uri=mlflow.get_tracking_uri())
client.connect.assert_called_once_with(
    uri=mlflow.get_tracking_uri(), aws_secret_access_key="wJalrXUtnFEMIK7MDENGbPxRfiCYzz"
)
