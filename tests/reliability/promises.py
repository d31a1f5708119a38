"""What is promised of each fault (docs/faults.md §M), in the order of the table; `proof` says how
far the test reaches.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    fault: str
    what: str
    promise: str
    proof: str = ""


KILL_WORKER = Promise(
    "M1",
    "SIGKILL of the worker in mid-crawl",
    "every page stored, refetches ≤ in the air × kills, integrity ok",
    "real workers over loopback; the moments are drawn by seed in pages stored, so they fall anywhere in a page's life.",
)
KILL_NIGHT = Promise(
    "M1",
    "SIGKILL of the whole `gongkai crawl`, parent and workers",
    "started again it ends with every page in the ledger, integrity ok",
    "the installed command in a process group of its own, killed at seeded times, then called again as an operator would.",
)
CLUSTER = Promise(
    "M15",
    "two workers of a queue: SIGKILL, SIGTERM, SIGSTOP past the lease; home cut off or full; PostgreSQL restarted",
    "every unit's crawl takes effect exactly once, no address is asked faster than by one crawl, the night ends",
    "real PostgreSQL, workers as processes with a lease of 3 s instead of 60; the pause is measured at the sites, over five questions in a row. "
    "Network cuts are a folder that is not there, not a line.",
)
CLUSTER_DISK_FULL = Promise(
    "M15",
    "the disk at home is full while a worker brings a file",
    "said in words, nothing lost, the crawl takes effect once when there is room",
    "a tmpfs of a few megabytes under home's data and incoming folder (root is needed to mount it), filled to each of the levels.",
)
KILL_ALERTS = Promise(
    "M1",
    "SIGKILL while findings, messages and letters are written",
    "composed exactly once, sent at least once under one Message-ID, at most one repetition a kill",
    "a real SMTP server on loopback counts letters; a letter taken in the instant before the kill is sent once more, under the same Message-ID.",
)
FAULTY_WRITES = Promise(
    "M2",
    "the Nth write fails: EIO, full, torn, unsynced dropped",
    "nothing half-written, no acknowledged finding lost, the same work then succeeds",
    "the store's own functions (page transaction, merge, findings with verdicts and messages) run over APSW's SQLite with a file system that fails; "
    "the files left behind are opened by the product with Python's own SQLite. It proves our transactions, their order and the synchronous levels; "
    "the code inside Python's SQLite library is the same source at another version and is SQLite's own tests' business. "
    "After a power cut a page acknowledged under synchronous=NORMAL may be visited again; it is never half there.",
)
DISK_FULL = Promise(
    "M3",
    "the disk fills up during a night",
    "exit code 3, ledger readable, the next night completes",
    "a tmpfs of a few megabytes with less and less room (root is needed to mount it); the check before the night is switched off so that the night does begin.",
)
DISK_CHECK = Promise(
    "M3", "too little room before a night", "exit code 3, nothing begun, said in words"
)
OUT_OF_MEMORY = Promise(
    "M4",
    "one unit's page exhausts the memory",
    "the other units complete, that one is not judged",
    "its worker is killed as the kernel would (SIGKILL from inside), and in a second unit the allocation itself fails (MemoryError).",
)
WRONG_CLOCK = Promise(
    "M5",
    "the clock is two days off, in 1970, in 2099",
    "no staleness finding, one warning",
    "libfaketime around the installed command; servers keep the true time in their Date headers. Monotonic time is left true, as it is on a machine whose clock jumps.",
)
STEPPED_CLOCK = Promise(
    "M5",
    "the clock is set by two months while a night runs",
    "no staleness finding; one warning where the night began with the wrong time, the honest findings where it began with the right one",
    "libfaketime again; the site itself turns the clock when its list is asked for.",
)
TIME_ZONES = Promise(
    "M6", "TZ is UTC, New York, Shanghai", "the same findings; 02:00 in Beijing comes once a day"
)
TEN_STARTERS = Promise(
    "M7",
    "ten start at once",
    "one runs, the others say who holds it (pid, since) and end with code 5",
)
MISSED_NIGHTS = Promise("M8", "three nights missed", "exactly one catch-up")
READERS = Promise("M9", "a writer and 8 readers", "0 locked, readers' p99 < 200 ms")
FLIPPED = Promise(
    "M10",
    "bytes flipped in copies of a ledger",
    "refused with words, or the counts are right",
    "SQLite's integrity check, foreign keys, table names and schema version at every opening. A changed letter inside a text is not seen by it: "
    "raw pages are verified by their SHA-256 at every reading, backups by theirs before a restore.",
)
FLIPPED_BACKUP = Promise("M10", "bytes flipped in copies of a backup", "refused, nothing replaced")
KILL_RESTORE = Promise(
    "M10",
    "SIGKILL during a restore",
    "the old data or the backup, never a mixture; finished by the next command",
)
KILL_RESTORE_OFFICE = Promise(
    "M10",
    "SIGKILL during a restore of data and office's files",
    "all of both old or all of both the backup's; an office.toml at every moment",
    "killed before its nth write to the disk, as the interpreter sees it, with an office that is there and one that is lost; then a command comes.",
)
LONG_RUN = Promise(
    "M11", "nights without end in one process", "memory drift < 10 %, descriptors constant"
)
ENDS_IN_TIME = Promise(
    "M12",
    "SIGTERM of `gongkai serve` while visitors hold it",
    "ended with code 0 within 5 s, answers under way whole",
    "the installed command; a visitor is idle, has sent half a header, half a form, an endless question, or does not read.",
)
PORT_TAKEN = Promise(
    "M13",
    "`gongkai serve` on a port that is taken or not to be had",
    "exit code 10 in words, nothing announced",
)
LARGE_ANSWERS = Promise(
    "C10",
    "analysts ask for answers that would fill the memory, twelve at once",
    "refused, the process ≤ 700 MB, others answered meanwhile",
    "the installed command and the most memory that the kernel saw it have. What SQLite spills to temporary files while a question sorts is bounded by its 5 seconds alone.",
)
HELD = Promise(
    "C10",
    "analysts' questions hold all the memory that they may; their process is killed meanwhile",
    "every page of the console answered, every form taken",
    "the installed command; three questions at a time want more than the 256 MB while pages are read and the desk is written.",
)

H_ALL = Promise(
    "W",
    "60 and more hostile hosts beside 200 healthy pages, in one run",
    "every healthy page stored, exactly one outcome a question, < 60 s, no worker above 300 MB, nobody reaches the decoy",
    "one asyncio server on loopback with a host for each trick, real workers with the product's own 15 seconds.",
)
SILENT = Promise(
    "W3",
    "20 hosts that take every connection and say nothing",
    "≤ 3 connections each, the run ≤ 40 s",
)
BOMBS = Promise(
    "W5", "packed bombs of every encoding at once", "refused by our policy, no worker above 300 MB"
)
HEADERS = Promise(
    "W6", "headers without end, in five ways", "refused by our policy, no worker above 120 MB"
)
NESTED_PAGES = Promise(
    "W19",
    "200,000 nested elements, read again by the search index and by the console",
    "words and look in seconds, found by its title",
    "a night of the real product over loopback, then the index and what the console asks for; pages above a quarter of a megabyte are read by a child with 5 s and 250 MB, "
    "and tests/house/test_parsers.py lets nobody parse beside it.",
)
FALSE_SERVER_CLOCK = Promise(
    "W20",
    "the server with most of the pages is three days off, and a cache answers with what it kept",
    "the night is complete, everybody is judged, no warning of our clock",
)
DRIPPING = Promise(
    "W3",
    "a canary and a page asked for by hand drip header, body or TLS handshake, byte by byte",
    "each is over at its deadline, 10 s and 15 s",
    "real sockets over loopback, all ways of dripping at once.",
)
BAD_ADDRESSES = Promise(
    "W15",
    "fifty spellings that are no address, as rows, links, attachments and redirects of one unit",
    "the crawl ends complete, every row says how it ended, none is our bug",
)

INNER_ADDRESSES = Promise(
    "W14",
    "40 spellings of inner addresses, led to by pages, redirects and robots.txt, and as units' own",
    "nobody connects to the decoy, every carrier is read",
    "real workers over loopback, the decoy counts connections; the other doors (read, probe, canary, browser) pass the same guard and have tests of their own.",
)
INNER_CHANNELS = Promise(
    "C3",
    "the 40 spellings as a person's channel, http and https",
    "nobody connects to the decoy, each is said to be refused, no secret told",
)
POSING = Promise(
    "W10",
    "the check for cloaking, on and off by its one setting",
    "on: one such visit a unit, told in the circular; off: none, and no sentence",
    "a night over loopback; every header that the sites were sent is looked at.",
)
SILENT_CHANNELS = Promise(
    "C15",
    "relays and web hooks that take the connection and say nothing, or hang up, with messages waiting",
    "asked once a call, the other messages told to wait; another message is tried first the next time",
)
ONE_OWNER = Promise(
    "M14",
    "connections end in the very turn of the loop in which the wait for them is over",
    "closed, no AlreadyCalledError",
    "the engine's own handler is asked as well and does raise: where it no longer does, ours can go.",
)

REFUSING_ROBOTS = Promise(
    "C8",
    "企业微信, 钉钉 and 飞书 refuse with HTTP 200",
    "not recorded as delivered; taken once when it is mended",
    "robots on loopback that answer as the services do and count their bytes; the plugins are apprise's own.",
)

STRANGERS = Promise(
    "C9",
    "another account of the machine reads the data folder",
    "nothing; a group that is named reads ledger, search index and reports",
    "real files and a process of another uid, with and without the group (root is needed to become one).",
)

PROMISES = (
    KILL_WORKER,
    KILL_NIGHT,
    KILL_ALERTS,
    FAULTY_WRITES,
    DISK_CHECK,
    DISK_FULL,
    OUT_OF_MEMORY,
    WRONG_CLOCK,
    STEPPED_CLOCK,
    TIME_ZONES,
    TEN_STARTERS,
    MISSED_NIGHTS,
    READERS,
    FLIPPED,
    FLIPPED_BACKUP,
    KILL_RESTORE,
    KILL_RESTORE_OFFICE,
    LONG_RUN,
    ENDS_IN_TIME,
    PORT_TAKEN,
    LARGE_ANSWERS,
    HELD,
    H_ALL,
    SILENT,
    BOMBS,
    HEADERS,
    INNER_ADDRESSES,
    INNER_CHANNELS,
    POSING,
    SILENT_CHANNELS,
    ONE_OWNER,
    REFUSING_ROBOTS,
    STRANGERS,
    NESTED_PAGES,
    FALSE_SERVER_CLOCK,
    DRIPPING,
    BAD_ADDRESSES,
    CLUSTER,
    CLUSTER_DISK_FULL,
)
