"""The stages of a probe, one a file: names, connect, tls, http, content (docs/stack.md §3.3)."""
