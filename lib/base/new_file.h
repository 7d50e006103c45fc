// A file that appears under its name only when it is whole: written under a temporary name in the
// same folder, then synced and named. Whoever reads the name finds all of the old file or all of
// the new one, whenever the writer or the machine stops.
//
// Errors are of the operating system; each caller has its own sentence for them. They come as
// {step, errno}: a fixed word and the number.

#ifndef MINGCE_LIB_BASE_NEW_FILE_H_
#define MINGCE_LIB_BASE_NEW_FILE_H_

#include <sys/types.h>

#include <string>
#include <variant>

#include "absl/strings/string_view.h"

namespace mingce {

// What went wrong; `error` 0: nothing.
struct FileFailure {
  const char* step = "";  // "name", "create", "write", "mode", "sync", "rename", "link"
  int error = 0;          // errno

  bool ok() const { return error == 0; }
};

// Thread-compatible.
class NewFile {
 public:
  enum class IfTaken {
    kReplace,  // an older file of the name, or a link, gives way at once
    kRefuse,   // EEXIST, for a link to nowhere too; of two who publish at once one wins
  };

  // Creates the temporary file, empty, readable and writable by its owner alone. EISDIR where
  // `path` is a folder, ENOENT or ENOTDIR where it would stand in none.
  static std::variant<NewFile, FileFailure> Create(const std::string& path);

  // Removes the temporary file where it was not published.
  ~NewFile();
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  const std::string& path() const { return path_; }
  const std::string& folder() const { return folder_; }

  // For writers that open it themselves: no folder is in it, whose name they might print.
  std::string opened_path() const;

  // Appends. Leaves no copy of `text` in memory.
  FileFailure Write(absl::string_view text);

  // What is written is on disk. For files that belong together: each is synced before the first is
  // published.
  FileFailure Sync();

  // Sets the mode, whatever the umask is, syncs the file, gives it its name and syncs the folder.
  FileFailure Publish(mode_t mode, IfTaken if_taken);

 private:
  NewFile(std::string path, std::string folder, std::string temporary_path, int opened);

  std::string path_;
  std::string folder_;
  std::string temporary_path_;  // "" when there is none any more
  int opened_;                  // the temporary file's descriptor; -1 when moved from
};

// All of it at once.
FileFailure WriteNewFile(const std::string& path, absl::string_view text, mode_t mode,
                         NewFile::IfTaken if_taken);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_NEW_FILE_H_
