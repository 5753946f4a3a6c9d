SMOOTHING = [1e-9, 1e-5]
TAGS = {"notebook": "train", "course": "wine"}
