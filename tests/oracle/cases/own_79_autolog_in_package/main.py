from shop import demand, stock

if __name__ == "__main__":
    demand.train()
    stock.train()
