import json
from pathlib import Path

STATE = Path("state.json")
EXPERIMENT = "two-step"


def save_state(**values):
    STATE.write_text(json.dumps(values))


def load_state():
    return json.loads(STATE.read_text())
