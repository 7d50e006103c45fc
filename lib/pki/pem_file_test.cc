#include "lib/pki/pem_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

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

}  // namespace
}  // namespace mingce::pki
