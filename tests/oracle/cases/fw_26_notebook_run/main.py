import nbformat
from nbclient import NotebookClient

for name in ("train.ipynb",):
    notebook = nbformat.read(name, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
