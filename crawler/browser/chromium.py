"""How Chromium is started: nothing phones home, nothing connects, nothing is kept."""

import os

# The second wall, and the only one where no network namespace is granted: every name fails, every
# connection of any scheme, loopback included, goes to a proxy that is not there, and WebRTC may use
# nothing but that proxy.
_NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
)
_NO_CALLS_HOME = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--no-first-run",
    "--no-pings",
    "--metrics-recording-only",
)
_SMALL = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--mute-audio",
    "--blink-settings=imagesEnabled=false",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=384",
)


def arguments() -> list[str]:
    """Chromium's switches (docs/decisions/0008)."""
    return [*_NO_NETWORK, *_NO_CALLS_HOME, *_SMALL]


def may_use_its_sandbox() -> bool:
    """Chromium refuses its own sandbox to root; everybody else gets it (docs/decisions/0008)."""
    return os.geteuid() != 0
