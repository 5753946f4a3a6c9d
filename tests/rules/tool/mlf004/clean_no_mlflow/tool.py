print("nothing about tracking here")
