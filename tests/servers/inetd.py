#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""inetd.py FD COMMAND…: a process for each connection to a listening socket,
which speaks on its standard input and output, as inetd does it."""

import signal
import socket
import subprocess
import sys

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listener = socket.socket(fileno=int(sys.argv[1]))
while True:
    connection, _ = listener.accept()
    with connection:
        subprocess.Popen(sys.argv[2:], stdin=connection, stdout=connection)
