"""One file, one fault. A rule is registered by being here; `monitor/registry.py` finds it."""
