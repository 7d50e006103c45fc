"""What is left of a directory when the power goes: the files as a killed process left them, less what
was never made durable.

file_faults.cc writes down what became durable. Of the rest a disk may have kept anything that is in
order: of each file's bytes after the last sync a beginning, of the names made, replaced and deleted
since the directory's last sync the first few.
"""

import os

TORN = 1 / 3  # of the files keep some of the bytes that were not synced


class PowerCut:
    def __init__(self, directory, journal, chance):
        """`directory`: as a killed process left it. Its files at the time of `begin` were durable."""
        self.directory = directory
        self.journal = journal
        self.chance = chance
        self.cut_bytes = 0
        self.undone_names = 0

    @staticmethod
    def begin(directory, journal):
        """Before the process starts: everything there is durable. Returns what `apply` wants."""
        if os.path.exists(journal):
            os.remove(journal)
        return {entry.inode(): entry.stat().st_size for entry in os.scandir(directory)}

    def apply(self, durable):
        synced = dict(durable)  # bytes by inode: what is replaced or deleted is kept, so none is used twice
        pending = []            # changes of names since the directory was synced
        if os.path.exists(self.journal):
            with open(self.journal, encoding="utf-8") as f:
                for line in f:
                    words = line.rstrip("\n").split("\t")
                    if words[0] == "sync":
                        inode = int(words[2])
                        synced[inode] = max(synced.get(inode, 0), int(words[1]))
                    elif words[0] == "folder":
                        if words[1] == self.directory:
                            pending.clear()
                    else:
                        pending.append(words)
        keep = self.chance.randint(0, len(pending))
        for words in reversed(pending[keep:]):
            self._undo(*words)
        for entry in sorted(os.scandir(self.directory), key=lambda e: e.name):
            self._cut(entry.path, entry.stat().st_size, synced.get(entry.inode(), 0))

    def _undo(self, kind, path, *more):
        self.undone_names += 1
        if kind == "create":
            if os.path.exists(path):
                os.remove(path)
            return
        if kind == "rename":
            path, source = more[0], path
            os.rename(path, source)
        if more[-1] != "-":
            os.link(more[-1], path)

    def _cut(self, path, size, synced):
        if size <= synced:
            return
        end = synced
        if self.chance.random() < TORN:
            end = self.chance.randint(synced, size)
        os.truncate(path, end)
        self.cut_bytes += size - end
