"""Looks for words in a store on the disk: in its files as they lie there, and in every key and
value that RocksDB reads out of them, for a block may be compressed. The library is the one the
services are linked with, called through ctypes."""

import ctypes
import os
import shutil
import subprocess
import tempfile

VALUES = "every key and value"


def library():
    rocks = ctypes.CDLL("librocksdb.so.7.8")
    pointer, size = ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)
    for name, result, arguments in (
            ("options_create", pointer, []),
            ("open", pointer, [pointer, ctypes.c_char_p, pointer]),
            ("close", None, [pointer]),
            ("writeoptions_create", pointer, []),
            ("readoptions_create", pointer, []),
            ("flushoptions_create", pointer, []),
            ("put", None, [pointer, pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p,
                           ctypes.c_size_t, pointer]),
            ("delete", None, [pointer, pointer, ctypes.c_char_p, ctypes.c_size_t, pointer]),
            ("flush", None, [pointer, pointer, pointer]),
            ("create_iterator", pointer, [pointer, pointer]),
            ("iter_destroy", None, [pointer]),
            ("iter_seek_to_first", None, [pointer]),
            ("iter_valid", ctypes.c_ubyte, [pointer]),
            ("iter_next", None, [pointer]),
            ("iter_get_error", None, [pointer, pointer]),
            ("iter_key", pointer, [pointer, size]),
            ("iter_value", pointer, [pointer, size])):
        function = getattr(rocks, "rocksdb_" + name)
        function.restype, function.argtypes = result, arguments
    return rocks


class Store:
    """An open store; for copies, and for those that are to be damaged."""

    def __init__(self, folder):
        self.rocks = library()
        self.db = self.check("open", self.rocks.rocksdb_options_create(), folder.encode())

    def check(self, name, *arguments):
        error = ctypes.c_char_p()
        result = getattr(self.rocks, "rocksdb_" + name)(*arguments, ctypes.byref(error))
        if error.value is not None:
            raise AssertionError(f"{name}: {error.value}")
        return result

    def put(self, key, value):
        self.check("put", self.db, self.rocks.rocksdb_writeoptions_create(), key, len(key), value,
                   len(value))

    def delete(self, key):
        self.check("delete", self.db, self.rocks.rocksdb_writeoptions_create(), key, len(key))

    def flush(self):
        self.check("flush", self.db, self.rocks.rocksdb_flushoptions_create())

    def everything(self):
        return b"\0".join(part for row in self.rows() for part in row)

    def rows(self):
        """(key, value) of each."""
        found = []
        cursor = self.rocks.rocksdb_create_iterator(
            self.db, self.rocks.rocksdb_readoptions_create())
        self.rocks.rocksdb_iter_seek_to_first(cursor)
        while self.rocks.rocksdb_iter_valid(cursor):
            row = []
            for name in ("iter_key", "iter_value"):
                length = ctypes.c_size_t()
                at = getattr(self.rocks, "rocksdb_" + name)(cursor, ctypes.byref(length))
                row.append(ctypes.string_at(at, length.value))
            found.append(row)
            self.rocks.rocksdb_iter_next(cursor)
        self.check("iter_get_error", cursor)
        self.rocks.rocksdb_iter_destroy(cursor)
        return found

    def close(self):
        self.rocks.rocksdb_close(self.db)


def copy_of(folder):
    """A copy that can be opened while the service has the store; the caller removes its parent."""
    copy = os.path.join(tempfile.mkdtemp(prefix="mingce-store-"), "store")
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("LOCK"))
    return copy


def read_file(path):
    with open(path, "rb") as f:
        return f.read()


def read_store(folder):
    """Every file by its name, and under VALUES all that RocksDB reads out of them."""
    found = {name: read_file(os.path.join(folder, name)) for name in sorted(os.listdir(folder))
             if os.path.isfile(os.path.join(folder, name))}
    copy = copy_of(folder)
    try:
        store = Store(copy)
        found[VALUES] = store.everything()
        store.close()
    finally:
        shutil.rmtree(os.path.dirname(copy))
    return found


def plant_in_store(folder, word, compressible):
    """Writes the word into a table, among bytes that compress or bytes that do not."""
    store = Store(folder)
    around = b"a" * 4000 if compressible else os.urandom(64)
    store.put(b"\xffcanary", around + word.encode() + around)
    store.flush()
    store.close()


def plant_in_log(folder, word):
    """Writes the word into the write-ahead log alone."""
    store = Store(folder)
    store.put(b"\xffcanary", word.encode())
    store.close()


def found_in(haystack, words):
    """(place, word) of the words in a haystack of bytes by place, in order. grep looks for all of
    them at once, everywhere; of two that overlap it tells one."""
    places = list(haystack)
    with tempfile.TemporaryDirectory(prefix="mingce-haystack-") as folder:
        patterns = os.path.join(folder, "words")
        with open(patterns, "wb") as f:
            f.write(b"\n".join(word.encode() for word in words))
        for n, place in enumerate(places):
            with open(os.path.join(folder, str(n)), "wb") as f:
                f.write(haystack[place])
        done = subprocess.run(["grep", "-aoHZF", "-f", patterns, *map(str, range(len(places)))],
                              cwd=folder, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
        if done.returncode > 1:
            raise AssertionError("grep could not look")
        hits = [line.split(b"\0", 1) for line in done.stdout.split(b"\n") if line]
        return sorted({(places[int(n)], word.decode()) for n, word in hits})
