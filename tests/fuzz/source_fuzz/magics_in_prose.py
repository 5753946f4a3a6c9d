# jupytext:
# %% [markdown]
x
!ls
# %%bash
