// A store that has lost what it acknowledged answers nothing.
//
// A confident "no" would take somebody's benefit away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class StoreLossTest : public RegisterTest {
 protected:
  // The first member is in an older copy of the store, the second in the store alone.
  void SetUp() override {
    Import(MemberImport({MemberRow(1, UnionCode(1))}));
    suite_->WaitUntilCaughtUp();
    ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
    fs::copy(store(), older(), fs::copy_options::recursive);
    suite_->Start(Service::kMembers);
    Import(MemberImport({MemberRow(2, UnionCode(1))}));
    suite_->WaitUntilCaughtUp();
    ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
    fs::copy(store(), newest(), fs::copy_options::recursive);
  }
  std::string store() const { return suite_->StoreOf(Service::kMembers); }
  std::string older() const { return store() + ".older"; }
  std::string newest() const { return store() + ".newest"; }

  void PutBack(const std::string& copy) {
    fs::remove_all(store());
    fs::copy(copy, store(), fs::copy_options::recursive);
  }
  // What a start says that is refused.
  std::string Refusal() {
    const std::string log = store() + ".refused.log";
    Process process(Suite::ProgramOf(Service::kMembers), suite_->ArgumentsOf(Service::kMembers),
                    log);
    EXPECT_EQ(process.WaitUntilListening().port, 0) << "it started";
    if (process.running()) process.Signal(SIGTERM);
    EXPECT_EQ(process.Wait(), 1);
    return ReadFile(log);
  }
  void ExpectBothOnceTheNewestIsBack() {
    PutBack(newest());
    suite_->Start(Service::kMembers);
    suite_->WaitUntilCaughtUp();
    EXPECT_EQ(Check(Question(1), "partner/benefits"), "ELIGIBLE");
    EXPECT_EQ(Check(Question(2), "partner/benefits"), "ELIGIBLE");
  }
};

TEST_F(StoreLossTest, OlderFilesUnderTheMarkDoNotOpen) {
  PutBack(older());
  fs::copy(newest() + "/HIGH_WATER", store() + "/HIGH_WATER", fs::copy_options::overwrite_existing);
  EXPECT_THAT(Refusal(), HasSubstr("STORE_DAMAGED"));
  ExpectBothOnceTheNewestIsBack();
}

TEST_F(StoreLossTest, AManifestCutShortDoesNotOpen) {
  for (const auto& entry : fs::directory_iterator(store())) {
    const std::string name = entry.path().filename().string();
    if (name.rfind("MANIFEST", 0) == 0) fs::resize_file(entry.path(), entry.file_size() - 20);
  }
  const auto files = [this] {
    std::map<std::string, std::uintmax_t> sizes;
    for (const auto& entry : fs::directory_iterator(store())) {
      sizes[entry.path().filename().string()] = entry.file_size();
    }
    return sizes;
  };
  const auto before = files();
  EXPECT_THAT(Refusal(), HasSubstr("STORE_DAMAGED"));
  EXPECT_EQ(files(), before) << "nothing may be deleted";
  ExpectBothOnceTheNewestIsBack();
}

// The whole directory is older, mark and all: only those who followed can tell.
TEST_F(StoreLossTest, AnOlderDirectoryIsGivenAwayByItsFollowers) {
  PutBack(older());
  suite_->Start(Service::kMembers);
  EXPECT_EQ(suite_->WaitForEnd(Service::kMembers), 70);
  EXPECT_THAT(Refusal(), HasSubstr("STORE_BEHIND")) << "and stays so, whoever asks";
  ExpectBothOnceTheNewestIsBack();
}

}  // namespace
}  // namespace mingce::tests
