"""A folder in, the same out, known to Linux's ext4 as one whose folders have nothing to do with each other.

ext4 puts the files of a folder beside those of the folder around it, and passes over the place of every file that was
deleted there within the last minutes, one by one: where a publication was deleted, the next one takes ten times as long
to make its files. The folders of a top directory (`chattr +T`) it places far apart, where nothing was deleted. The
places of files on the disk are all that the mark changes; other disks refuse it, and need it no more than they know it.
"""

import contextlib
import os
import sys
from pathlib import Path

# FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL of linux/fs.h, where a long has eight bytes.
GET_FLAGS, SET_FLAGS, TOP_DIRECTORY = 0x80086601, 0x40086602, 0x20000
# The kernel reads and writes an int, whatever the numbers above say.
INT = 4


def set_apart(folder: str | Path) -> None:
    """Let the folders that will be made in a folder lie apart on the disk, if that is one that can."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                flags = bytearray(2 * INT)
                fcntl.ioctl(opened, GET_FLAGS, flags)
                known = int.from_bytes(flags[:INT], sys.byteorder)
                fcntl.ioctl(opened, SET_FLAGS, (known | TOP_DIRECTORY).to_bytes(INT, sys.byteorder) + bytes(INT))
            finally:
                os.close(opened)
