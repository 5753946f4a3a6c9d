import streamlit

streamlit.title("prices")
