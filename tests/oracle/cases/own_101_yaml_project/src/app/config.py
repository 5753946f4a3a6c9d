from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def merge(base, other):
    out = dict(base)
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = merge(out[key], value)
        else:
            out[key] = value
    return out


def load(*names):
    config = {}
    for name in names:
        path = ROOT / "conf" / f"{name}.yaml"
        if not path.exists():
            continue
        with path.open() as stream:
            config = merge(config, yaml.safe_load(stream))
    return config
