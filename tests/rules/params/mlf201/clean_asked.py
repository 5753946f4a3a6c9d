"""What a person is asked for: the bounds of a slider are no settings of the model."""
import mlflow
import pandas as pd
import streamlit as st
from sklearn.ensemble import RandomForestClassifier

trees = st.sidebar.slider("Trees", min_value=1, max_value=250, step=2, value=25)
depth = st.slider("Depth", 1, 50, step=2, value=5)

mlflow.set_experiment("wine")
data = pd.read_csv("wine.csv")
with mlflow.start_run():
    model = RandomForestClassifier(n_estimators=trees, max_depth=depth, random_state=0)
    mlflow.log_params({"n_estimators": trees, "max_depth": depth, "random_state": 0})
    model.fit(data[["a"]], data["y"])
