# Databricks notebook source
import mlflow


def start():
    mlflow.set_experiment("/Shared/prices")
    return mlflow.start_run()
