#include "lib/pki/pem_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/odd_files.h"

namespace mingce::pki {
namespace {

class PemFileTest : public testing::Test {
 protected:
  PemFileTest() : dir_(absl::StrCat(testing::TempDir(), "/pem-", NewOpaqueId())) {
    std::filesystem::create_directories(dir_);
  }
  ~PemFileTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(absl::string_view name) const { return absl::StrCat(dir_, "/", name); }
  std::string Read(absl::string_view name) const { return ReadPem(Path(name)).value_or("none"); }
  std::ptrdiff_t FilesThere() const {
    return std::distance(std::filesystem::directory_iterator(dir_), {});
  }

  const std::string dir_;
};

TEST_F(PemFileTest, APairIsReplacedAndTheOldOneKept) {
  ASSERT_TRUE(WritePair(Path("a"), "key 1", "crt 1", /*replace=*/false).ok());
  EXPECT_EQ(ReasonOf(WritePair(Path("a"), "key 2", "crt 2", /*replace=*/false)), "PKI_EXISTS");
  for (const char* number : {"2", "3"}) {
    ASSERT_TRUE(WritePair(Path("a"), absl::StrCat("key ", number), absl::StrCat("crt ", number),
                          /*replace=*/true)
                    .ok());
  }
  EXPECT_EQ(Read("a.key.pem"), "key 3");
  EXPECT_EQ(Read("a.crt.pem"), "crt 3");
  EXPECT_EQ(Read("a.key.pem.old"), "key 2");
  EXPECT_EQ(Read("a.crt.pem.old"), "crt 2");
  EXPECT_EQ(FilesThere(), 4);
}

TEST_F(PemFileTest, ARefusedPairLeavesNothing) {
  ASSERT_TRUE(WritePem(Path("a.crt.pem"), "other", 0644, /*replace=*/false).ok());
  EXPECT_EQ(ReasonOf(WritePair(Path("a"), "key", "crt", /*replace=*/false)), "PKI_EXISTS");
  EXPECT_EQ(Read("a.crt.pem"), "other");
  EXPECT_EQ(FilesThere(), 1);
}

TEST_F(PemFileTest, AFailedReplacementLeavesThePairThatFits) {
  ASSERT_TRUE(WritePair(Path("a"), "key 1", "crt 1", /*replace=*/false).ok());
  for (const char* name : {"a.key.pem.old", "a.crt.pem.old"}) {
    std::filesystem::create_directories(Path(absl::StrCat(name, "/in-the-way")));
    EXPECT_EQ(ReasonOf(WritePair(Path("a"), "key 2", "crt 2", /*replace=*/true)),
              "PKI_FILE_NOT_WRITTEN");
    std::filesystem::remove_all(Path(name));
    EXPECT_EQ(Read("a.key.pem"), "key 1");
    EXPECT_EQ(Read("a.crt.pem"), "crt 1");
  }
  EXPECT_LE(FilesThere(), 3);  // the old key may have its second name already
}

TEST_F(PemFileTest, AFolderInTheWayOfTheCertificateLeavesTheKey) {
  ASSERT_TRUE(WritePem(Path("a.key.pem"), "key 1", 0600, /*replace=*/false).ok());
  std::filesystem::create_directories(Path("a.crt.pem/in-the-way"));
  EXPECT_FALSE(WritePair(Path("a"), "key 2", "crt 2", /*replace=*/true).ok());
  EXPECT_EQ(Read("a.key.pem"), "key 1");
}

TEST_F(PemFileTest, NothingButAFileIsReadOrWaitedFor) {
  ForEachOddFile(Path("odd"), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(ReadPem(Path("odd")).status()), "PKI_DAMAGED") << what;
  });
  EXPECT_EQ(ReasonOf(ReadPem(Path("none")).status()), "PKI_MISSING");
}

TEST_F(PemFileTest, AKeyFolderIsItsOwnersWhateverTheUmask) {
  for (const mode_t mask : {0u, 022u, 0777u}) {
    const std::string outer = Path(absl::StrCat("outer", mask));
    const mode_t before = umask(mask);
    const absl::Status made = MakeKeyFolder(absl::StrCat(outer, "/inner/"));
    umask(before);
    EXPECT_TRUE(made.ok()) << made;
    for (const std::string& folder : {outer, absl::StrCat(outer, "/inner")}) {
      struct stat info = {};
      ASSERT_EQ(stat(folder.c_str(), &info), 0) << folder;
      EXPECT_EQ(info.st_mode & 07777, 0700u) << folder << " under umask " << mask;
    }
  }
  // Somebody's own stays as it is.
  std::filesystem::permissions(Path("outer0"), std::filesystem::perms(0750));
  EXPECT_TRUE(MakeKeyFolder(Path("outer0/another")).ok());
  struct stat info = {};
  ASSERT_EQ(stat(Path("outer0").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0750u);
  ASSERT_TRUE(WritePem(Path("file"), "x", 0644, /*replace=*/false).ok());
  EXPECT_EQ(ReasonOf(MakeKeyFolder(Path("file"))), "PKI_FILE_NOT_WRITTEN");
  EXPECT_EQ(ReasonOf(MakeKeyFolder(Path("file/below"))), "PKI_FILE_NOT_WRITTEN");
}

}  // namespace
}  // namespace mingce::pki
