import mlflow
import pandas as pd
import streamlit as st
from sklearn.ensemble import RandomForestClassifier

trees = st.sidebar.slider("Trees", min_value=1, max_value=250, step=2, value=25)

mlflow.set_experiment("wine")
data = pd.read_csv("wine.csv")
with mlflow.start_run():
    model = RandomForestClassifier(n_estimators=trees, min_samples_leaf=4, random_state=0)  # expect: MLF201 "min_samples_leaf"
    mlflow.log_params({"n_estimators": trees, "random_state": 0})
    model.fit(data[["a"]], data["y"])
