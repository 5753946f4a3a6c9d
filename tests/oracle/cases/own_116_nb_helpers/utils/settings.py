EXPERIMENT = "nb-helpers"
SEED = 9
DEPTHS = [1, 3]
LABELS = ["setosa", "versicolor", "virginica"]
