import mlflow
from util import log_all

def main(**cfg):
    try:
        with mlflow.start_run(nested=True) as run:
            log_all({'a': 1, **cfg})
    finally:
        mlflow.end_run()

if __name__ == '__main__':
    main(b=2)
=====
util
import mlflow

class Log:
    def __init__(self, prefix=''):
        self.prefix = prefix
    def __call__(self, key, value):
        mlflow.log_param(f'{self.prefix}{key}', value)

def log_all(values, log=Log()):
    for key, value in values.items():
        log(key, value)
