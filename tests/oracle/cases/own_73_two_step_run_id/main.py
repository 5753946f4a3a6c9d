"""python train.py && python evaluate.py, in one process."""
import runpy

runpy.run_path("train.py", run_name="__main__")
runpy.run_path("evaluate.py", run_name="__main__")
