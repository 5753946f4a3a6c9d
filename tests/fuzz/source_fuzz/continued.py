x = 1 + \
  2
s = """
# %%
!not a magic
"""
# %%
y = [
!broken
]
