#include "lib/seal/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/status_matchers.h"

namespace mingce::seal {
namespace {

// The check value was made with Python's hmac.
constexpr absl::string_view kGood =
    "mingce-key 1\n"
    "id 0a0b0c0d\n"
    "key 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
    "check 38cb329d7ed35b3e\n";

template <typename T>
concept Streams = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(!Streams<MasterKey> && !Streams<KeyRing>);
static_assert(!std::is_copy_constructible_v<MasterKey> && !std::is_copy_assignable_v<MasterKey>);
static_assert(std::is_move_constructible_v<MasterKey>);

class KeyFileTest : public testing::Test {
 protected:
  KeyFileTest() {
    std::string pattern = testing::TempDir() + "/key_file_test.XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~KeyFileTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(absl::string_view name) const { return absl::StrCat(folder_, "/", name); }

  std::string Write(absl::string_view text, mode_t mode = 0400) const {
    const std::string path = Path("key");
    std::filesystem::remove(path);
    std::ofstream(path) << text;
    EXPECT_EQ(chmod(path.c_str(), mode), 0);
    return path;
  }

  std::string Read(const std::string& path) const {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  // Also sees that the error names the file and shows nothing of it.
  std::string ReasonOfLoading(const std::string& path) const {
    const absl::StatusOr<MasterKey> key = LoadKeyFile(path);
    if (key.ok()) return "OK";
    const std::optional<ErrorInfo> info = ErrorInfoOf(key.status());
    if (!info.has_value()) return key.status().ToString();
    EXPECT_EQ(info->domain, "mingce.seal");
    EXPECT_EQ(info->metadata.at("path"), path);
    EXPECT_NE(info->message_zh.find(path), std::string::npos);
    EXPECT_EQ(key.status().ToString().find("0001020304"), std::string::npos);
    return info->reason;
  }

  std::string folder_;
};

TEST_F(KeyFileTest, Golden) {
  const absl::StatusOr<MasterKey> key = LoadKeyFile(Write(kGood));
  ASSERT_THAT(key, IsOk());
  EXPECT_EQ(key->id(), 0x0a0b0c0du);
  EXPECT_THAT(LoadKeyFile(Write(kGood, 0600)), IsOk());
}

TEST_F(KeyFileTest, CreatedFileIsPrivateAndLoads) {
  const std::string path = Path("new");
  const mode_t before = umask(0);
  EXPECT_THAT(CreateKeyFile(path), IsOk());
  umask(before);
  struct stat info = {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0400u);
  EXPECT_EQ(info.st_size, 117);
  const absl::StatusOr<MasterKey> key = LoadKeyFile(path);
  ASSERT_THAT(key, IsOk());
  EXPECT_NE(key->id(), 0u);
}

TEST_F(KeyFileTest, CreatedUnderAnyUmask) {
  const mode_t before = umask(0777);
  EXPECT_THAT(CreateKeyFile(Path("new")), IsOk());
  umask(before);
  struct stat info = {};
  ASSERT_EQ(stat(Path("new").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0400u);
}

TEST_F(KeyFileTest, EveryCreatedKeyIsAnother) {
  ASSERT_THAT(CreateKeyFile(Path("a")), IsOk());
  ASSERT_THAT(CreateKeyFile(Path("b")), IsOk());
  const std::string a = Read(Path("a"));
  const std::string b = Read(Path("b"));
  EXPECT_NE(a.substr(16, 8), b.substr(16, 8));    // id
  EXPECT_NE(a.substr(29, 64), b.substr(29, 64));  // key
}

TEST_F(KeyFileTest, NeverOverwrites) {
  const std::string path = Write(kGood);
  EXPECT_EQ(ReasonOf(CreateKeyFile(path)), "KEY_FILE_EXISTS");
  EXPECT_THAT(CreateKeyFile(path), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Read(path), kGood);
  // Not through a link either, not even one to nowhere.
  std::filesystem::create_symlink(Path("nowhere"), Path("link"));
  EXPECT_EQ(ReasonOf(CreateKeyFile(Path("link"))), "KEY_FILE_EXISTS");
  EXPECT_FALSE(std::filesystem::exists(Path("nowhere")));
}

TEST_F(KeyFileTest, CreateNeedsAFolder) {
  EXPECT_EQ(ReasonOf(CreateKeyFile(Path("no/folder"))), "KEY_FOLDER_MISSING");
  Write(kGood);
  EXPECT_EQ(ReasonOf(CreateKeyFile(Path("key/below"))), "KEY_FOLDER_MISSING");
}

TEST_F(KeyFileTest, Missing) {
  EXPECT_EQ(ReasonOfLoading(Path("none")), "KEY_FILE_MISSING");
  EXPECT_EQ(ReasonOfLoading(Path("none/none")), "KEY_FILE_MISSING");
  EXPECT_THAT(LoadKeyFile(Path("none")), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(KeyFileTest, EveryBitOfGroupAndOthersIsRefused) {
  for (mode_t mode = 01; mode <= 077; ++mode) {
    EXPECT_EQ(ReasonOfLoading(Write(kGood, 0400 | mode)), "KEY_FILE_PERMISSIONS") << mode;
  }
  EXPECT_THAT(LoadKeyFile(Write(kGood, 0440)), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(KeyFileTest, AnothersFileIsRefused) {
  const std::string path = Write(kGood);
  if (geteuid() != 0) GTEST_SKIP() << "needs root to give a file away";
  ASSERT_EQ(chown(path.c_str(), 12345, 12345), 0);
  EXPECT_EQ(ReasonOfLoading(path), "KEY_FILE_PERMISSIONS");
}

TEST_F(KeyFileTest, PermissionsAreThoseBehindALink) {
  const std::string target = Write(kGood);
  std::filesystem::create_symlink(target, Path("link"));
  EXPECT_EQ(ReasonOfLoading(Path("link")), "OK");
  ASSERT_EQ(chmod(target.c_str(), 0444), 0);
  EXPECT_EQ(ReasonOfLoading(Path("link")), "KEY_FILE_PERMISSIONS");
}

TEST_F(KeyFileTest, NotAFileIsDamaged) {
  std::filesystem::create_directory(Path("folder"));
  EXPECT_EQ(ReasonOfLoading(Path("folder")), "KEY_FILE_DAMAGED");
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0400), 0);
  EXPECT_EQ(ReasonOfLoading(Path("pipe")), "KEY_FILE_DAMAGED");  // and does not wait for a writer
}

TEST_F(KeyFileTest, EveryChangedByteIsNoticed) {
  for (std::size_t i = 0; i < kGood.size(); ++i) {
    for (const char c : {'0', '7', 'f', 'F', 'g', ' ', '\n', '\0', '\xff'}) {
      std::string text(kGood);
      if (text[i] == c) continue;
      text[i] = c;
      EXPECT_EQ(ReasonOfLoading(Write(text)), "KEY_FILE_DAMAGED") << i << " " << c;
    }
  }
  EXPECT_THAT(LoadKeyFile(Write("")), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(KeyFileTest, EveryOtherLengthIsNoticed) {
  for (std::size_t size = 0; size < kGood.size(); ++size) {
    EXPECT_EQ(ReasonOfLoading(Write(kGood.substr(0, size))), "KEY_FILE_DAMAGED") << size;
  }
  EXPECT_EQ(ReasonOfLoading(Write(absl::StrCat(kGood, "\n"))), "KEY_FILE_DAMAGED");
  EXPECT_EQ(ReasonOfLoading(Write(absl::StrCat(kGood, kGood))), "KEY_FILE_DAMAGED");
}

TEST_F(KeyFileTest, IdZeroIsRefusedEvenWithItsCheckValue) {
  // Made with Python's hmac.
  EXPECT_EQ(ReasonOfLoading(Write("mingce-key 1\n"
                                  "id 00000000\n"
                                  "key 000102030405060708090a0b0c0d0e0f"
                                  "101112131415161718191a1b1c1d1e1f\n"
                                  "check 74dd638f5fcfc580\n")),
            "KEY_FILE_DAMAGED");
}

}  // namespace
}  // namespace mingce::seal
