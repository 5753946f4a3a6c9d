import streamlit

streamlit.image("outputs/mlflow/runs/curve.png")
