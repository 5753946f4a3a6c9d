PREFIX = "tree"
DEPTH = f"{PREFIX}.max_depth"
LEAVES = PREFIX + ".n_leaves"
SPLIT_METRIC = "{split}_%s"
METRIC_NAMES = ("mae", "r2")


def metric(split, name):
    return SPLIT_METRIC.format(split=split) % name
