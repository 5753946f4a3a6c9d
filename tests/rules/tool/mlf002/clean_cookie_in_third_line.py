#!/usr/bin/env python3
"""Reads the tables of the old system."""
# coding: klingon is what its files seem to be written in
import mlflow

mlflow.set_experiment("größe")
