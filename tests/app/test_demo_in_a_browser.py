"""`gongkai demo --serve`: the console on the demo's data, with somebody to come in as."""

import re
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from app import demo_city
from app.commands import demo as command
from app.commands import serve
from app.demo_city import FINISHED, LOGIN, MARK, finished_city, visitor
from config.folder import Config
from demo.city import City
from monitor.console.passwords import is_right
from store.desk.desk import open_desk
from store.desk.users import Role, user_and_hash
