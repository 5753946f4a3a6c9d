"""Records in which no secret is, whatever their names say."""
import os

import mlflow
from transformers import AutoTokenizer


def tokens_of_a_text(text):
    tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
    with mlflow.start_run():
        mlflow.log_param("max_tokens", 512)
        mlflow.log_param("pad_token", tokenizer.pad_token)
        mlflow.log_metric("tokens", len(tokenizer(text)["input_ids"]))


def one_harmless_variable():
    with mlflow.start_run():
        mlflow.log_param("gpu", os.environ.get("CUDA_VISIBLE_DEVICES"))
        mlflow.set_tag("commit", os.getenv("GIT_COMMIT"))


def only_used(client):
    client.login(password=os.environ["DB_PASSWORD"])
    with mlflow.start_run():
        mlflow.log_param("database", "customers")


def whether_it_is_set():
    with mlflow.start_run():
        mlflow.log_param("has_token", "HF_TOKEN" in os.environ)
        mlflow.log_param("has_key", bool(os.getenv("WANDB_API_KEY")))


def a_selection():
    wanted = {name: os.environ[name] for name in ("OMP_NUM_THREADS", "PYTHONHASHSEED") if name in os.environ}
    with mlflow.start_run():
        mlflow.log_params(wanted)


def masked():
    with mlflow.start_run():
        mlflow.log_param("password", "***")


def key_of_a_table(frame):
    with mlflow.start_run():
        mlflow.log_param("primary_key", "customer_id")
        mlflow.log_param("key_columns", list(frame.columns[:2]))


def removed(settings):
    shown = {"lr": settings["lr"], "epochs": settings["epochs"]}
    with mlflow.start_run():
        mlflow.log_params(shown)


def to_another_place():
    os.environ["HF_TOKEN"] = os.environ["CI_HF_TOKEN"]
    with mlflow.start_run():
        mlflow.log_param("model", "bert")


def how_passwords_are_judged(score):
    with mlflow.start_run(run_name="password-strength"):
        mlflow.log_metric("password_accuracy", score)
        mlflow.log_param("secret_santa", "anna")


def number_of_variables():
    with mlflow.start_run():
        mlflow.log_param("variables", len(os.environ))
