"""Only a test has to do both with this and with MLflow."""
import psycopg


def rows(connection):
    return psycopg.connect(connection).execute("select 1").fetchall()
