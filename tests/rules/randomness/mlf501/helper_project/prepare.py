from sklearn.model_selection import train_test_split


def prepare(frame):
    return train_test_split(frame, test_size=0.3)  # expect: MLF501
