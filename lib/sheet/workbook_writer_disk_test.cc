// When the file is there, and what a full disk leaves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/testing/status_matchers.h"

namespace mingce::sheet {
namespace {

using testing::ElementsAre;

std::vector<std::string> FilesBeside(const std::string& path) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) {
    names.push_back(entry.path().filename());
  }
  return names;
}

std::string Reason(const absl::Status& status) { return ReasonOf(status); }

TEST(WorkbookWriter, TheNameAppearsOnlyAtClose) {
  const std::string path = TestPath("a.xlsx");
  WriteBytes(path, "older");
  {
    const auto writer = WorkbookWriter::Open(path);
    const auto sheet = (*writer)->AddSheet("会员", {{.header = "姓名"}});
    ASSERT_THAT((*writer)->WriteRow(*sheet, 2, {"张三"}), IsOk());
    EXPECT_EQ(ReadBytesOf(path), "older");
  }
  EXPECT_EQ(ReadBytesOf(path), "older");
  EXPECT_THAT(FilesBeside(path), ElementsAre("a.xlsx"));

  const auto writer = WorkbookWriter::Open(path);
  ASSERT_THAT((*writer)->AddSheet("会员", {{.header = "姓名"}}), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  EXPECT_THAT(FilesBeside(path), ElementsAre("a.xlsx"));
  EXPECT_THAT(ReadSheet(path), IsOk());
  struct stat info {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(WorkbookWriter, AFullDiskLeavesNothing) {
  const std::string folder = TestPath("\x1b[31m");  // libxlsxwriter prints what it could not write
  std::filesystem::create_directory(folder);
  const std::string path = folder + "/a.xlsx";
  testing::internal::CaptureStderr();
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  for (const rlim_t bytes :
       {rlim_t{0}, rlim_t{1000}, rlim_t{5000}, rlim_t{100'000}, rlim_t{400'000}}) {
    auto writer = WorkbookWriter::Open(path);
    ASSERT_THAT(writer, IsOk());
    rlimit small = before;
    small.rlim_cur = bytes;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto sheet = (*writer)->AddSheet("会员", {{.header = "姓名"}});
    absl::Status status = sheet.status();
    for (std::uint32_t row = 2; status.ok() && row < 10'000; ++row) {
      status = (*writer)->WriteRow(*sheet, row, {absl::StrCat("张三", row * 7919), "x"});
    }
    if (status.ok()) status = (*writer)->Close();
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_EQ(Reason(status), "FILE_NOT_WRITTEN") << bytes << " " << status.ToString();
    writer->reset();
    EXPECT_TRUE(FilesBeside(path).empty()) << bytes;
  }
  std::signal(SIGXFSZ, handler);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said.find('\x1b'), std::string::npos) << said;
}

TEST(WorkbookWriter, FileNotWritten) {
  EXPECT_EQ(Reason(WorkbookWriter::Open("/no/such/folder/a.xlsx").status()), "FILE_NOT_WRITTEN");
  EXPECT_EQ(Reason(WorkbookWriter::Open("/tmp/").status()), "FILE_NOT_WRITTEN");
  EXPECT_EQ(Reason(WorkbookWriter::Open("").status()), "FILE_NOT_WRITTEN");
  EXPECT_EQ(Reason(WorkbookWriter::Open(testing::TempDir() + ".").status()), "FILE_NOT_WRITTEN");
}

}  // namespace
}  // namespace mingce::sheet
