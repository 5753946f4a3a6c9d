import gdown
from zipfile import ZipFile

gdown.download("https://drive.example/uc?id=1", "data.zip")


def unpack(name, folder):
    with ZipFile(name) as archive:
        archive.extractall(folder)


if __name__ == "__main__":
    unpack("data.zip", "/data/")
