from setuptools import setup

setup(name="churn", version="0.1", install_requires=["mlflow==3.1.4"])
