# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that only root can make: a small one, and one that breaks."""

import os
import shutil
import subprocess
import tempfile

MIB = 1024 * 1024


def run(*command, accepted=(0,)):
    """Raises OSError with what the command said."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    program = shutil.which(command[0], path=path)
    if program is None:
        raise OSError(f"{command[0]} is not installed")
    result = subprocess.run(
        [program, *command[1:]], capture_output=True, text=True, check=False
    )
    if result.returncode not in accepted:
        raise OSError(" ".join(result.stderr.split()) or command[0])


class Disk:
    def __init__(self, folder):
        self.folder = folder
        os.mkdir(folder)
        self.mount()

    def mount(self):
        raise NotImplementedError

    def unmount(self):
        run("umount", self.folder)

    def remove(self):
        if os.path.ismount(self.folder):
            self.unmount()
        os.rmdir(self.folder)

    @classmethod
    def missing(cls):
        """Why there cannot be one here, or None."""
        if os.geteuid() != 0:
            return "only root can mount a disk"
        with tempfile.TemporaryDirectory() as folder:
            try:
                cls(os.path.join(folder, "disk")).remove()
            except OSError as error:
                return f"no disk can be had here: {error}"
        return None


class SmallDisk(Disk):
    """tmpfs, which takes any size."""

    LARGE = 256 * MIB

    def mount(self):
        run("mount", "-t", "tmpfs", "-o", f"size={self.LARGE}", "tmpfs",
            self.folder)

    def used(self):
        info = os.statvfs(self.folder)
        return (info.f_blocks - info.f_bfree) * info.f_frsize

    def resize(self, size):
        run("mount", "-o", f"remount,size={size}", self.folder)


class BreakingDisk(Disk):
    """ext4, which turns read-only when it finds itself damaged, whoever writes
    to it. "mount -o remount,ro" refuses while somebody does."""

    SIZE = 96 * MIB

    def __init__(self, folder):
        self.image = folder + ".image"
        super().__init__(folder)
        os.close(self._switch())

    def mount(self):
        with open(self.image, "wb") as file:
            file.truncate(self.SIZE)
        run("mkfs.ext4", "-q", "-F", self.image)
        self._attach()

    def _attach(self):
        run("mount", "-o", "loop,errors=remount-ro", self.image, self.folder)

    def _switch(self):
        with open("/proc/self/mounts", encoding="utf-8") as file:
            devices = {line.split()[1]: line.split()[0] for line in file}
        device = os.path.basename(devices[os.path.realpath(self.folder)])
        path = f"/sys/fs/ext4/{device}/trigger_fs_error"
        return os.open(path, os.O_WRONLY)

    def sync(self):
        run("sync", "--file-system", self.folder)

    def damage(self):
        switch = self._switch()
        os.write(switch, b"test")
        os.close(switch)

    def repair(self):
        """As the next start of a computer does it."""
        self.unmount()
        # 1: it was damaged and is whole again.
        run("fsck.ext4", "-p", self.image, accepted=(0, 1))
        self._attach()

    def remove(self):
        super().remove()
        os.remove(self.image)
