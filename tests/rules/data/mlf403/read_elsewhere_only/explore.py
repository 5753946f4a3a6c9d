import pandas as pd

houses = pd.read_csv("data/houses.csv")
print(houses.describe())
houses.plot().figure.savefig("plot.png")
