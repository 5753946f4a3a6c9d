import json
import sys
from pathlib import Path

import cv2
import mlflow
import tensorflow as tf
import yaml
from sklearn.linear_model import Ridge

mlflow.set_experiment("a")
