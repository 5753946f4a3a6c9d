import _pickle

import cv2
import common
import mlflow
import setuptools
import torch
from google.cloud import storage
from google.colab import drive

mlflow.set_experiment("a")
