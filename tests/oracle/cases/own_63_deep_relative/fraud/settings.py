PROJECT = "fraud"
SEED = 3
MODEL = {"C": 0.2, "class_weight": "balanced"}
