#include "lib/base/whole_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <variant>

#include "lib/testing/odd_files.h"

namespace mingce {
namespace {

class WholeFileTest : public testing::Test {
 protected:
  WholeFileTest() {
    std::string name = (std::filesystem::temp_directory_path() / "whole_file_XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~WholeFileTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& text, mode_t mode = 0600) const {
    const std::string path = folder_ + "/file";
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << text;
    EXPECT_EQ(chmod(path.c_str(), mode), 0);
    return path;
  }
  static std::optional<ReadFault> FaultOf(const std::string& path, std::size_t most = 100) {
    const auto read = ReadWholeFile(path, most);
    const ReadFault* fault = std::get_if<ReadFault>(&read);
    return fault == nullptr ? std::nullopt : std::optional<ReadFault>(*fault);
  }

  std::string folder_;
};

TEST_F(WholeFileTest, IsReadWhole) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("\0\n\xFF", 3), std::string(100, 'x')}) {
    const auto read = ReadWholeFile(Write(text, 0640), 100);
    ASSERT_TRUE(std::holds_alternative<WholeFile>(read)) << text.size();
    EXPECT_EQ(std::get<WholeFile>(read).bytes, text);
    EXPECT_EQ(std::get<WholeFile>(read).mode, 0640u);
    EXPECT_EQ(std::get<WholeFile>(read).owner, geteuid());
  }
}

TEST_F(WholeFileTest, NothingButAFileIsReadOrWaitedFor) {
  ForEachOddFile(folder_ + "/odd", [&](const std::string& what) {
    EXPECT_EQ(FaultOf(folder_ + "/odd"), ReadFault::kNotRegular) << what;
  });
  EXPECT_EQ(FaultOf(folder_ + "/none"), ReadFault::kMissing);
  EXPECT_EQ(FaultOf(Write("x") + "/below"), ReadFault::kMissing);
}

TEST_F(WholeFileTest, TheLimitHolds) {
  EXPECT_EQ(FaultOf(Write(std::string(101, 'x'))), ReadFault::kTooLarge);
  // A file whose size is not known before it is read.
  EXPECT_EQ(FaultOf("/proc/self/smaps", 4096), ReadFault::kTooLarge);
  EXPECT_EQ(FaultOf("/proc/self/smaps", 64 << 20), std::nullopt);
}

TEST_F(WholeFileTest, PrivateIsWhatNobodyElseMayTouch) {
  for (mode_t mode = 0; mode <= 077; ++mode) {
    const WholeFile own{.bytes = {}, .mode = 0600u | mode, .owner = geteuid()};
    EXPECT_EQ(own.IsPrivate(), mode == 0) << mode;
    const WholeFile strangers{.bytes = {}, .mode = 0600u | mode, .owner = geteuid() + 1};
    EXPECT_FALSE(strangers.IsPrivate()) << mode;
  }
  if (geteuid() == 0) return;
  EXPECT_TRUE((WholeFile{.bytes = {}, .mode = 0640, .owner = 0}).IsPrivate());
  EXPECT_FALSE((WholeFile{.bytes = {}, .mode = 0644, .owner = 0}).IsPrivate());
}

}  // namespace
}  // namespace mingce
