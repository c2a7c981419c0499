"""For the Python runs of this folder: the sandbox's first line, its control API, and steps that are said and counted."""
import json
import os
import urllib.error
import urllib.parse
import urllib.request

with open(os.environ["SANDBOX"], encoding="utf-8") as file:
    FIRST = json.load(file)
URL = FIRST["url"]
HOST, PORT = urllib.parse.urlsplit(URL).hostname, urllib.parse.urlsplit(URL).port
_steps = []


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(FIRST["control"] + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def step(name, holds, seen=None):
    """Ends the run at the first step that does not hold."""
    _steps.append(name)
    print(("ok    " if holds else "FAILS ") + name + ("" if seen is None else f"  ({seen})"))
    if not holds:
        raise SystemExit(1)


def done():
    print(f"{FIRST['platform']}: {len(_steps)} steps hold")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def redirect_of(url):
    """Where a page sends the browser: its query."""
    try:
        urllib.request.build_opener(NoRedirect).open(url)
    except urllib.error.HTTPError as answer:
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["Location"]).query))
    raise SystemExit(f"no redirect from {url}")


def fetch_json(url, form=None):
    data = None if form is None else urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(url, data) as answer:
        return json.load(answer)


def bmp(side):
    """The head of a bitmap of side x side: enough for whoever only measures it."""
    head = bytearray(54)
    head[0:2] = b"BM"
    head[18:22] = side.to_bytes(4, "little")
    head[22:26] = side.to_bytes(4, "little")
    return bytes(head)
