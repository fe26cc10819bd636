"""Accept, and reject, every tracked change of some files in LibreOffice; print what then stands.

/usr/bin/python3 office_script.py PROFILE FILE...

It runs under the system's Python, which can speak to LibreOffice, and not under that of the tests.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(profile: str, *files: str) -> None:
    pipe = f"minuted{abs(hash(profile))}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connected(pipe)
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = services.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )
        found = []
        for file in files:
            both = []
            for command in ("AcceptAllTrackedChanges", "RejectAllTrackedChanges"):
                document = opened(desktop, file)
                frame = document.CurrentController.Frame
                dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
                both.append(document.Text.String.splitlines())  # tables as well
                document.close(True)
            found.append(both)
        print(json.dumps(found))
        desktop.terminate()
    finally:
        try:
            office.wait(timeout=20)
        except subprocess.TimeoutExpired:
            office.kill()


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(1_200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def opened(desktop, file):
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    return desktop.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, (hidden,))


if __name__ == "__main__":
    main(*sys.argv[1:])
