EXPERIMENT = "star"
RUN = EXPERIMENT + "-run"
_HIDDEN = "not exported"
