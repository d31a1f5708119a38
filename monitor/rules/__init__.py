"""One file, one fault. A rule is registered by being here; `monitor/judging/registry.py` finds it."""
