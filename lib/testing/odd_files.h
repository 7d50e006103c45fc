// What may stand where a file is asked for and is none.

#ifndef MINGCE_LIB_TESTING_ODD_FILES_H_
#define MINGCE_LIB_TESTING_ODD_FILES_H_

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mingce {

// A folder, a pipe that nobody writes to and a device that never ends. They stand under `path` one
// after the other: `look` is called for each, which is told what it is.
template <typename Look>
void ForEachOddFile(const std::string& path, Look look) {
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  look("a folder");
  std::filesystem::remove(path);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  look("a pipe");
  std::filesystem::remove(path);
  std::filesystem::create_symlink("/dev/zero", path);
  look("a device");
  std::filesystem::remove(path);
}

}  // namespace mingce

#endif  // MINGCE_LIB_TESTING_ODD_FILES_H_
