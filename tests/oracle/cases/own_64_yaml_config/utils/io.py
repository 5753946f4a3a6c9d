import yaml


def read_yaml(path):
    with open(path, encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def flatten(config, parent=""):
    flat = {}
    for key, value in config.items():
        name = f"{parent}/{key}" if parent else key
        if isinstance(value, dict):
            flat |= flatten(value, name)
        else:
            flat[name] = value
    return flat
