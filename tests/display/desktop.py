#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a desktop that nobody sees: desktop.py COMMAND [ARGUMENT…]

The desktop is a virtual X server with a session bus, a window manager and a
compositor. The command finds nothing of the person's own: home, settings and
runtime folder are empty ones. When it ends, everything that it or the desktop
started ends too.
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time

SCREEN = "1280x860x24"
BACKGROUND = "#8ea5b8"
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Daemons that detach become children of this process, not of init."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def children():
    path = f"/proc/self/task/{os.getpid()}/children"
    with open(path, encoding="ascii") as file:
        return [int(pid) for pid in file.read().split()]


def end_children():
    """Ends every child; its own children then become ours, hence the loop."""
    deadline = time.monotonic() + 10
    while pids := children():
        late = time.monotonic() > deadline - 5
        for pid in pids:
            os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
        time.sleep(0.05)
        for pid in pids:
            os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > deadline:
            raise TimeoutError(f"Still running: {pids}")


def start_and_read(command, option):
    """Starts a server that writes where it listens into a descriptor."""
    readable, writable = os.pipe()
    subprocess.Popen(
        [*command, *(word.format(fd=writable) for word in option)],
        pass_fds=[writable],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    with os.fdopen(readable, encoding="ascii") as pipe:
        answer = pipe.readline().strip()
    if not answer:
        sys.exit(f"{command[0]} did not start.")
    return answer


def empty_home(folder):
    for name in ("config/gtk-4.0", "data", "cache", "run"):
        os.makedirs(os.path.join(folder, name), mode=0o700)
    settings = os.path.join(folder, "config/gtk-4.0/settings.ini")
    with open(settings, "w", encoding="utf-8") as file:
        file.write("[Settings]\ngtk-font-name=Cantarell 11\n")
    os.environ.update(
        HOME=folder,
        XDG_CONFIG_HOME=os.path.join(folder, "config"),
        XDG_DATA_HOME=os.path.join(folder, "data"),
        XDG_CACHE_HOME=os.path.join(folder, "cache"),
        XDG_RUNTIME_DIR=os.path.join(folder, "run"),
        GDK_BACKEND="x11",
        GSETTINGS_BACKEND="memory",
        GSK_RENDERER="cairo",
        GTK_A11Y="atspi",
        LC_ALL="C.UTF-8",
    )
    os.environ.pop("WAYLAND_DISPLAY", None)


def wait_for_window_manager():
    """A window that comes earlier has a frame in place of a shadow."""
    for _ in range(100):
        answer = subprocess.run(
            ["xdotool", "get_desktop"], capture_output=True, check=False
        )
        if answer.returncode == 0:
            return
        time.sleep(0.05)
    sys.exit("The window manager did not start.")


def start_desktop():
    number = start_and_read(
        ["Xvfb", "-screen", "0", SCREEN, "-noreset", "-nolisten", "tcp"],
        ["-displayfd", "{fd}"],
    )
    os.environ["DISPLAY"] = ":" + number
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = start_and_read(
        ["dbus-daemon", "--session", "--nofork"], ["--print-address={fd}"]
    )
    subprocess.run(
        ["hsetroot", "-solid", BACKGROUND],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    subprocess.Popen(["xfwm4"], stderr=subprocess.DEVNULL)
    wait_for_window_manager()


def run(command):
    """Where this process is asked to end, the command may clean up first."""
    process = subprocess.Popen(command)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=10)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        try:
            empty_home(folder)
            start_desktop()
            return run(sys.argv[1:])
        finally:
            end_children()


if __name__ == "__main__":
    sys.exit(main())
