from models.forest import Forest
from models.knn import Knn

EXPERIMENT_DATA = [Forest(n_estimators=5, max_depth=2), Knn(k=4)]

if __name__ == "__main__":
    for model in EXPERIMENT_DATA:
        model.run()
