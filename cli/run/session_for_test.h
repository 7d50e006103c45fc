// A session of a profile whose services are not there, in a directory of its own, for tests.

#ifndef MINGCE_CLI_RUN_SESSION_FOR_TEST_H_
#define MINGCE_CLI_RUN_SESSION_FOR_TEST_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/run/session.h"
#include "lib/base/clock.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"

namespace mingce::cli {

class SessionTest : public testing::Test {
 protected:
  SessionTest()
      : dir_(absl::StrCat(testing::TempDir(), "/session-", NewOpaqueId())),
        session_({.language = Language::kChinese,
                  .json = false,
                  .profile = dir_ + "/profile.json",
                  .retry_seconds = 0},
                 Clock::System()) {
    const absl::Time now = Clock::System().Now();
    EXPECT_TRUE(pki::CreateAuthority(dir_, now).ok());
    EXPECT_TRUE(
        pki::IssueCertificate(dir_, {pki::SubjectKind::kPerson, "p", {}, 1}, dir_ + "/p", now)
            .ok());
    Write("profile.json",
          R"({"registry":"127.0.0.1:1","members":"127.0.0.1:1","reporting":"127.0.0.1:1",)"
          R"("ca":"ca.crt.pem","cert":"p.crt.pem","key":"p.key.pem"})");
  }
  ~SessionTest() override { std::filesystem::remove_all(dir_); }

  void Write(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(WriteTextFile(absl::StrCat(dir_, "/", name), text, 0600).ok());
  }

  const std::string dir_;
  Session session_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_SESSION_FOR_TEST_H_
