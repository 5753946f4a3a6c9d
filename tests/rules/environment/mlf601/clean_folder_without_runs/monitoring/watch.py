print("drift")
