"""Executes the notebook from top to bottom, as `jupyter nbconvert --execute` would."""
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read("tuning.ipynb", as_version=4)
NotebookClient(notebook, timeout=140, kernel_name="python3").execute()
