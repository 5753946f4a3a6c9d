import mlflow; mlflow.set_experiment("a")

with mlflow.start_run() as run, \
        open("a.txt") as file: mlflow.log_param("a", 1); mlflow.log_param("b", 2)

if True: pass
elif run: ...
else: file = None  ;
größe = 0x_ff + 1e-3j + 1_0.0_1
mlflow.set_tag("größe", (
    "a"   # first
    r'b\d'  # second
))
