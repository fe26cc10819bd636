"""Many at once for a minute, and a server that is killed: no decision is lost, none is half saved.

The addresses are those of this machine, the requests are bounded, and it stops by itself.
"""

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from web_faces import fill

from workspaces import TestWorkspace

READERS, CLERKS = 50, 5
SECONDS = 60.0
PATHS = (
    "/",
    "/due/",
    "/schools/ASH",
    "/policies/mobile-phones/for/ASH",
    "/compare/mobile-phones?old=1&new=2",
)


class Browser:
    """A browser without a window: cookies, forms, one connection a request."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self.host = parts.netloc
        self.cookie = ""
        self.get(f"/?{parts.query}")

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.partition(";")[0]
        connection.close()
        return answer.status, text


@contextmanager
def served(trust: TestWorkspace) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `minuted serve`; give the process and the link that it prints, and end it."""
    command = [sys.executable, "-m", "minuted", "-C", str(trust.root), "serve", "--no-browser"]
    with subprocess.Popen(
        [*command, "--port", "18090"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        assert link.startswith("http://127.0.0.1:"), link
        try:
            yield process, link
        finally:
            process.terminate()


def record(browser: Browser, day: str, item: str) -> bool:
    """Record an item of a meeting of ELM as a clerk would; whether it is recorded."""
    path = f"/record/meeting?for=ELM&body=FGB&date={day}"
    _, page = browser.get(path)
    status, page = browser.post(path, fill(page, **{"item-mobile-phones": item, "do": "preview"}))
    for _ in range(20):
        if status == 200 and "<h1" in page and "Recorded" in page.partition("<h1")[2][:80]:
            return True
        if "Is this right?" not in page:
            return False
        status, page = browser.post(path, fill(page, do="save"))
    return False


@pytest.mark.stress
def test_fifty_readers_and_five_clerks_for_a_minute(
    trust: TestWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    end = time.monotonic() + SECONDS
    times: list[float] = []
    wrong: list[str] = []
    done: list[str] = []

    def read(link: str, number: int) -> None:
        browser = Browser(link)
        at = number
        while time.monotonic() < end:
            begun = time.monotonic()
            status, _ = browser.get(PATHS[at % len(PATHS)])
            times.append(time.monotonic() - begun)
            if status != 200:
                wrong.append(f"{PATHS[at % len(PATHS)]}: {status}")
            at += 1
            time.sleep(0.5)

    def clerk(link: str, number: int) -> None:
        browser = Browser(link)
        at = 0
        while time.monotonic() < end:
            day = f"20{10 + number}-{1 + at % 12:02}-{1 + at // 12:02}"
            if record(browser, day, "7"):
                done.append(f"{day},FGB,ELM,")
            else:
                wrong.append(f"{day} was not recorded")
            at += 1

    with served(trust) as (_, link):
        threads = [threading.Thread(target=read, args=(link, n)) for n in range(READERS)]
        threads += [threading.Thread(target=clerk, args=(link, n)) for n in range(CLERKS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    ledger = trust.read("governance/minutes/mobile-phones.csv")
    lost = [line for line in done if line not in ledger]
    p95 = statistics.quantiles(times, n=20)[-1]
    with capsys.disabled():
        print(
            f"\n{len(times)} pages read, p95 {p95:.2f} s, median"
            f" {statistics.median(times):.2f} s; {len(done)} decisions, {len(lost)} lost"
        )
    assert wrong == []
    assert lost == []
    assert done
    assert trust.git("status", "--porcelain") == ""


@pytest.mark.stress
@pytest.mark.skipif(sys.platform == "win32", reason="skipped: kill -9 is POSIX's")
def test_a_server_killed_while_it_saves_leaves_before_or_after(trust: TestWorkspace) -> None:
    ledger = Path(trust.path("governance/minutes/mobile-phones.csv"))
    outcomes = set()
    for attempt in range(25):
        with served(trust) as (process, link):
            browser = Browser(link)
            path = f"/record/meeting?for=ELM&body=FGB&date=2023-{1 + attempt % 12:02}-{1 + attempt}"
            _, page = browser.get(path)
            form = fill(page, **{"item-mobile-phones": "7", "do": "preview"})
            _, page = browser.post(path, form)
            before = ledger.read_bytes()
            save = threading.Thread(target=_save, args=(browser, path, fill(page, do="save")))
            save.start()
            time.sleep(0.02 + 0.02 * attempt)
            process.send_signal(signal.SIGKILL)
            process.wait()
        save.join()
        subprocess.run(  # whatever is left, the next command puts right
            [sys.executable, "-m", "minuted", "-C", str(trust.root), "log", "mobile-phones"],
            check=True,
            capture_output=True,
        )
        now = ledger.read_bytes()
        assert now.startswith(before)
        assert now[len(before) :].count(b"\n") in (0, 1)
        committed = trust.git("show", "HEAD:governance/minutes/mobile-phones.csv")
        assert committed.strip() == now.decode().strip()
        outcomes.add(now != before)
        assert not re.search(r"^[AM]", trust.git("status", "--porcelain"), re.MULTILINE)
    assert outcomes == {True, False}, "killed both before and after"


def _save(browser: Browser, path: str, form: dict[str, str]) -> None:
    try:
        browser.post(path, form)
    except (OSError, http.client.HTTPException):
        return
