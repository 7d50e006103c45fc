"""Looks for words in a store on the disk: in its files as they lie there, and in every key and value
that RocksDB reads out of them, for a block may be compressed. The library is the one the services
are linked with, called through ctypes."""

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
    """An open store; only for copies, which may be written."""

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

    def flush(self):
        self.check("flush", self.db, self.rocks.rocksdb_flushoptions_create())

    def everything(self):
        parts = []
        cursor = self.rocks.rocksdb_create_iterator(
            self.db, self.rocks.rocksdb_readoptions_create())
        self.rocks.rocksdb_iter_seek_to_first(cursor)
        while self.rocks.rocksdb_iter_valid(cursor):
            for name in ("iter_key", "iter_value"):
                length = ctypes.c_size_t()
                at = getattr(self.rocks, "rocksdb_" + name)(cursor, ctypes.byref(length))
                parts.append(ctypes.string_at(at, length.value))
            self.rocks.rocksdb_iter_next(cursor)
        self.check("iter_get_error", cursor)
        self.rocks.rocksdb_iter_destroy(cursor)
        return b"\0".join(parts)

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
    them at once; of two that overlap it tells one."""
    with tempfile.NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(word.encode() for word in words))
        patterns.flush()
        found = set()
        for place, content in haystack.items():
            done = subprocess.run(["grep", "-aoF", "-f", patterns.name], input=content,
                                  stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
            if done.returncode > 1:
                raise AssertionError("grep could not look")
            found.update((place, word.decode()) for word in done.stdout.split(b"\n") if word)
        return sorted(found)
