# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that insists on /etc, /var and users of the system gets its own.

It runs in a mount and process namespace where /usr also holds the packages
that tests/servers/unpack laid out, and where /etc, /run and /var are folders
of the test. When the namespace's first process ends, all of them end. Nothing
of it is seen outside but the sockets.
"""

import os
import shutil
import subprocess

from server import Missing, Server

TREES = os.environ.get("RST_SERVERS", "")

# Ends with the test, however that ends.
NAMESPACE = [
    "setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "--pid", "--fork",
    "--mount-proc", "--kill-child",
]

# $1 is what /usr is made of, $2 the server's folder; the rest is its command.
# /var is last because the folder may be in /var/tmp. The shell stays, and stays
# root: the kernel forgets who is to die with whom when a process changes users.
ENTER = """
usr=$1 folder=$2
shift 2
mount -t overlay -o "lowerdir=$usr" overlay /usr &&
mount --bind "$folder/etc" /etc &&
mount --bind "$folder/run" /run &&
mount --bind "$folder/var" /var || exit 71
cd /
"$@"
exit
"""

# Of the machine's own /etc.
KEPT = ("alternatives", "hosts", "protocols", "services", "ssl/openssl.cnf")

UID = 20001


class Private(Server):
    packages = ()
    # Users of the system that the packages' scripts would have made.
    users = ()

    @classmethod
    def check(cls):
        for package in cls.packages:
            reason = os.path.join(TREES, package + ".missing")
            if os.path.exists(reason):
                with open(reason, encoding="utf-8") as file:
                    raise Missing(file.read().strip())
            if not os.path.isdir(os.path.join(TREES, package)):
                raise Missing(
                    f"{package} is not unpacked; see tests/servers/README.md"
                )
        if os.geteuid() != 0:
            raise Missing("only root can give it its own /etc and users")
        result = subprocess.run(
            NAMESPACE + ["sh", "-c", 'mount -t overlay -o "$0" overlay /usr',
                         "lowerdir=" + cls._usr()],
            capture_output=True, text=True, check=False,
        )
        if result.returncode != 0:
            raise Missing(
                "no private file system can be mounted here: "
                + " ".join(result.stderr.split())
            )

    @classmethod
    def _usr(cls):
        trees = [os.path.join(TREES, name, "usr") for name in cls.packages]
        return ":".join(trees + ["/usr"])

    def __init__(self, messages, authority):
        self.check()
        super().__init__(messages, authority)

    # --- Set up ---------------------------------------------------------------

    def lay_out(self):
        """Its own /etc, /run and /var."""
        os.chmod(self.folder, 0o755)
        for name in ("etc", "run", "var"):
            for package in self.packages:
                tree = os.path.join(TREES, package, name)
                if os.path.isdir(tree):
                    shutil.copytree(
                        tree, self.path(name), symlinks=True,
                        dirs_exist_ok=True,
                    )
            os.makedirs(self.path(name), exist_ok=True)
        for name in KEPT:
            self._keep(name)
        os.makedirs(self.path("var/tmp"))
        os.symlink("/run", self.path("var/run"))
        self._write_users()
        cert, key = self.authority.certificate()
        self._copy(cert, "etc/cert.pem", 0o644)
        self._copy(key, "etc/key.pem", 0o600)
        self._copy(self.authority.path, "etc/ca.pem", 0o644)

    def _keep(self, name):
        source = os.path.join("/etc", name)
        target = self.path("etc", name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
        elif os.path.exists(source):
            shutil.copy(source, target)

    def _copy(self, source, target, mode):
        with open(source, "rb") as file:
            self.write(target, file.read(), mode)

    def _write_users(self):
        ids = {"root": 0, "daemon": 1, "mail": 8, "nobody": 65534}
        ids |= {name: UID + 1 + n for n, name in enumerate(self.users)}
        ids |= {self.user: UID}
        hashed = subprocess.run(
            ["openssl", "passwd", "-6", "-stdin"], input=self.password,
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        self.write("etc/passwd", "".join(
            f"{name}:x:{n}:{n}::/var/home/{name}:/bin/sh\n"
            for name, n in ids.items()
        ))
        self.write("etc/group", "".join(
            f"{name}:x:{n}:\n" for name, n in ids.items()
        ))
        self.write("etc/shadow", "".join(
            f"{name}:{hashed if n == UID else '!'}:20000:0:99999:7:::\n"
            for name, n in ids.items()
        ), 0o600)
        self.write("etc/nsswitch.conf", "".join(
            f"{base}: files\n"
            for base in ("passwd", "group", "shadow", "hosts", "services")
        ))

    def give(self, name, uid):
        """Lets that user have this folder and what is in it."""
        os.makedirs(self.path(name), exist_ok=True)
        for folder, _, files in os.walk(self.path(name)):
            for path in [folder] + [os.path.join(folder, f) for f in files]:
                os.chown(path, uid, uid)

    # --- Run ------------------------------------------------------------------

    def launch(self, command, **options):
        super().launch(
            NAMESPACE + ["sh", "-c", ENTER, "sh", self._usr(), self.folder]
            + command,
            **options,
        )

    def run(self, *command):
        """Runs a command where the server runs."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            inside = file.read().split()[0]
        result = subprocess.run(
            ["nsenter", "--target", inside, "--mount", "--pid", *command],
            capture_output=True, text=True, check=False,
        )
        if result.returncode != 0:
            raise RuntimeError(f"{command}: {result.stdout}{result.stderr}")
        return result.stdout

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
        super().stop()
