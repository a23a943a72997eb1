# SPDX-License-Identifier: GPL-3.0-or-later
"""launch.py FILE SECONDS COMMAND…: runs a command and writes the most memory
that it had, in KiB, to FILE. After SECONDS it is killed.

A process inherits the peak of whom it was started from, so that has to be
small: this and not a test with threads and tables.
"""

import os
import signal
import sys

path, seconds, *command = sys.argv[1:]
child = os.fork()
if child == 0:
    os.execv(command[0], command)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(int(seconds))
_, status, usage = os.wait4(child, 0)
with open(path, "w", encoding="ascii") as file:
    file.write(str(usage.ru_maxrss))
if os.WIFSIGNALED(status):
    sys.exit(128 + os.WTERMSIG(status))
sys.exit(os.WEXITSTATUS(status))
