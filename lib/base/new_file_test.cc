#include "lib/base/new_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"

namespace mingce {
namespace {

using IfTaken = NewFile::IfTaken;

class NewFileTest : public testing::Test {
 protected:
  NewFileTest() {
    std::string name = (std::filesystem::temp_directory_path() / "new_file_XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~NewFileTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return absl::StrCat(folder_, "/", name); }

  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  static mode_t ModeOf(const std::string& path) {
    struct stat info = {};
    return stat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
  }

  std::ptrdiff_t Files() const {
    return std::distance(std::filesystem::directory_iterator(folder_),
                         std::filesystem::directory_iterator());
  }

  std::string folder_;
};

TEST_F(NewFileTest, HasItsNameOnlyWhenItIsWhole) {
  {
    auto made = NewFile::Create(Path("a"));
    NewFile& file = std::get<NewFile>(made);
    EXPECT_TRUE(file.Write("half").ok());
    EXPECT_EQ(ModeOf(file.opened_path()), 0600u);
    EXPECT_FALSE(std::filesystem::exists(Path("a")));
    EXPECT_TRUE(file.Write(" and half").ok());
    EXPECT_TRUE(file.Publish(0640, IfTaken::kReplace).ok());
  }
  EXPECT_EQ(Read(Path("a")), "half and half");
  EXPECT_EQ(ModeOf(Path("a")), 0640u);
  EXPECT_EQ(Files(), 1);
}

TEST_F(NewFileTest, LeavesNothingWhenItIsNotPublished) {
  {
    auto made = NewFile::Create(Path("a"));
    EXPECT_TRUE(std::get<NewFile>(made).Write("text").ok());
    EXPECT_EQ(Files(), 1);
  }
  EXPECT_EQ(Files(), 0);
}

TEST_F(NewFileTest, ReplacesOrRefusesWhatHasTheName) {
  ASSERT_TRUE(WriteNewFile(Path("a"), "old", 0600, IfTaken::kRefuse).ok());
  EXPECT_EQ(WriteNewFile(Path("a"), "new", 0600, IfTaken::kRefuse).error, EEXIST);
  EXPECT_EQ(Read(Path("a")), "old");
  EXPECT_TRUE(WriteNewFile(Path("a"), "new", 0400, IfTaken::kReplace).ok());
  EXPECT_EQ(Read(Path("a")), "new");
  EXPECT_EQ(ModeOf(Path("a")), 0400u);
  std::filesystem::create_symlink(Path("nowhere"), Path("link"));
  EXPECT_EQ(WriteNewFile(Path("link"), "x", 0600, IfTaken::kRefuse).error, EEXIST);
  EXPECT_FALSE(std::filesystem::exists(Path("nowhere")));
  EXPECT_EQ(Files(), 2);
}

TEST_F(NewFileTest, SaysWhatIsWrong) {
  EXPECT_EQ(WriteNewFile(folder_, "x", 0600, IfTaken::kReplace).error, EISDIR);
  EXPECT_EQ(WriteNewFile(Path(""), "x", 0600, IfTaken::kReplace).error, EISDIR);
  EXPECT_EQ(WriteNewFile(Path("no/a"), "x", 0600, IfTaken::kReplace).error, ENOENT);
  ASSERT_TRUE(WriteNewFile(Path("a"), "x", 0600, IfTaken::kReplace).ok());
  EXPECT_EQ(WriteNewFile(Path("a/b"), "x", 0600, IfTaken::kReplace).error, ENOTDIR);
}

TEST_F(NewFileTest, TheUmaskDoesNotMatter) {
  const mode_t before = umask(0777);
  const FileFailure failure = WriteNewFile(Path("a"), "x", 0444, IfTaken::kReplace);
  umask(before);
  EXPECT_TRUE(failure.ok()) << failure.step;
  EXPECT_EQ(ModeOf(Path("a")), 0444u);
}

TEST_F(NewFileTest, ANameMayBeAsLongAsNamesGo) {
  const std::string name(255, 'n');
  EXPECT_TRUE(WriteNewFile(Path(name), "x", 0600, IfTaken::kReplace).ok());
}

}  // namespace
}  // namespace mingce
