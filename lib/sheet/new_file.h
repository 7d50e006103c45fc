// A file that appears under its name only when it is whole: written under a temporary name in the
// same folder, readable by its owner alone (workbooks hold personal data), then synced and renamed.

#ifndef MINGCE_LIB_SHEET_NEW_FILE_H_
#define MINGCE_LIB_SHEET_NEW_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace mingce::sheet {

class NewFile {
 public:
  // Creates the temporary file, empty. Errors: FILE_NOT_WRITTEN.
  static absl::StatusOr<NewFile> Create(const std::string& path);

  // Removes the temporary file if it was not published.
  ~NewFile();
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  const std::string& path() const { return path_; }
  const std::string& temporary_path() const { return temporary_path_; }
  const std::string& folder() const { return folder_; }

  // Syncs the temporary file, gives it the name, and syncs the folder; replaces an older file of
  // this name at once. Errors: FILE_NOT_WRITTEN.
  absl::Status Publish();

 private:
  NewFile(std::string path, std::string folder, std::string temporary_path);

  std::string path_;
  std::string folder_;
  std::string temporary_path_;  // "" when there is none any more
};

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_NEW_FILE_H_
