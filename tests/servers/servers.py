# SPDX-License-Identifier: GPL-3.0-or-later
"""The real servers by name."""

from courier import Courier
from cyrus import Cyrus
from dovecot import Dovecot
from mailutils import Mailutils
from popa3d import Popa3d

BY_NAME = {
    kind.name: kind for kind in (Courier, Cyrus, Dovecot, Mailutils, Popa3d)
}
