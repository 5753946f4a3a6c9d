print("nothing tracked")
