// A service that cannot be right does not start, and says why.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/clock.h"
#include "lib/pki/authority.h"
#include "lib/seal/key_file.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using testing::HasSubstr;

class RefusalTest : public testing::TestWithParam<Service> {
 protected:
  // Starts the service of the parameter with its usual arguments, changed by `change`; returns what
  // it said, after checking that it left with status 1.
  std::string Refuse(const std::function<void(std::vector<std::string>*)>& change) {
    std::vector<std::string> arguments = suite_.ArgumentsOf(GetParam());
    change(&arguments);
    const std::string log = suite_.directory() + "/refused.log";
    Process process(Suite::ProgramOf(GetParam()), arguments, log);
    EXPECT_EQ(process.WaitUntilListening().port, 0) << "it started";
    if (process.running()) process.Signal(SIGTERM);
    EXPECT_EQ(process.Wait(), 1);
    std::ifstream file(log);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  static std::function<void(std::vector<std::string>*)> Replace(const std::string& flag,
                                                                const std::string& value) {
    return [flag, value](std::vector<std::string>* arguments) {
      for (std::string& argument : *arguments) {
        if (absl::StartsWith(argument, "--" + flag + "=")) argument = "--" + flag + "=" + value;
      }
    };
  }
  // A port and a store of its own, so that only the planted fault stands in the way.
  void Alone(std::vector<std::string>* arguments) {
    Replace("listen", "127.0.0.1:0")(arguments);
    Replace("data_dir", suite_.directory() + "/other")(arguments);
  }
  void UseCertificate(const std::string& name, std::vector<std::string>* arguments) {
    const std::string prefix = suite_.directory() + "/certs/" + name;
    Replace("tls_cert", prefix + ".crt.pem")(arguments);
    Replace("tls_key", prefix + ".key.pem")(arguments);
  }
  std::string RefuseAlone(const std::string& flag, const std::string& value) {
    return Refuse([&](std::vector<std::string>* arguments) {
      Alone(arguments);
      Replace(flag, value)(arguments);
    });
  }

  Suite suite_;
};

TEST_P(RefusalTest, SaysWhatIsMissingOrWrong) {
  EXPECT_THAT(RefuseAlone("data_dir", ""), HasSubstr("[FLAG_MISSING]"));
  EXPECT_THAT(RefuseAlone("bindings", "/nonexistent"), HasSubstr("[BINDINGS_UNREADABLE]"));
  EXPECT_THAT(RefuseAlone("tls_cert", "/nonexistent"), HasSubstr("[TLS_FILE_UNREADABLE]"));
  EXPECT_THAT(RefuseAlone("tls_key", suite_.directory() + "/pki/ca.crt.pem"),
              HasSubstr("[TLS_FILE_DAMAGED]"));
  const std::string open_key = suite_.directory() + "/open.key.pem";
  for (const unsigned mode : {0644u, 0640u}) {
    std::filesystem::copy_file(absl::StrCat(suite_.directory(), "/certs/person-officer.key.pem"),
                               open_key, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::permissions(open_key, std::filesystem::perms(mode));
    EXPECT_THAT(RefuseAlone("tls_key", open_key),
                AllOf(HasSubstr("[TLS_KEY_PERMISSIONS]"), HasSubstr("0600")));
  }
  EXPECT_THAT(Refuse([&](auto* arguments) {
                Alone(arguments);
                UseCertificate("person-officer", arguments);
              }),
              HasSubstr("[CERTIFICATE_NOT_FOR_SERVICES]"));
  EXPECT_THAT(RefuseAlone("tls_key", suite_.directory() + "/certs/person-officer.key.pem"),
              HasSubstr("[CERTIFICATE_KEY_MISMATCH]"));
  const absl::Time long_ago = Clock::System().Now() - absl::Hours(48);
  ASSERT_TRUE(pki::IssueCertificate(suite_.directory() + "/pki",
                                    {pki::SubjectKind::kService, "late", {"localhost"}, 1},
                                    suite_.directory() + "/certs/late", long_ago)
                  .ok());
  EXPECT_THAT(Refuse([&](auto* arguments) {
                Alone(arguments);
                UseCertificate("late", arguments);
              }),
              AllOf(HasSubstr("[CERTIFICATE_EXPIRED]"), HasSubstr("/certs/late.crt.pem")));
  EXPECT_FALSE(std::filesystem::exists(suite_.directory() + "/other"))
      << "refused before its store was made";
  EXPECT_THAT(RefuseAlone("metrics_listen", "0.0.0.0:0"),
              HasSubstr("[METRICS_ADDRESS_NOT_LOOPBACK]"));
  EXPECT_THAT(Refuse([&](auto* arguments) {
                Alone(arguments);
                arguments->push_back("stray");
              }),
              HasSubstr("[ARGUMENT_UNKNOWN]"));
  EXPECT_THAT(Refuse([&](auto* arguments) {
                Alone(arguments);
                arguments->push_back("--no_such_flag=1");
              }),
              HasSubstr("no_such_flag"));
  std::filesystem::create_directories(suite_.directory() + "/foreign");
  std::ofstream(suite_.directory() + "/foreign/letter.txt") << "dear";
  EXPECT_THAT(RefuseAlone("data_dir", suite_.directory() + "/foreign"),
              HasSubstr("[STORE_FOREIGN]"));
  EXPECT_THAT(RefuseAlone("listen", suite_.address(GetParam())), HasSubstr("[PORT_BUSY]"));
  const std::string said = Refuse(Replace("listen", "127.0.0.1:0"));
  EXPECT_THAT(said, HasSubstr("[STORE_BUSY]"));
  EXPECT_THAT(said, HasSubstr("无法启动")) << "in Chinese too";
}

TEST_P(RefusalTest, AStoreBelongsToItsServiceAndItsKey) {
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    ASSERT_EQ(suite_.Stop(service), 0);
  }
  const bool registry = GetParam() == Service::kRegistry;
  EXPECT_THAT(
      Refuse(Replace("data_dir", suite_.directory() + (registry ? "/members" : "/registry"))),
      HasSubstr("[STORE_FOREIGN]"));
  if (GetParam() == Service::kReporting) return;  // it seals nothing
  const std::string key = suite_.directory() + "/new.key";
  EXPECT_THAT(Refuse(Replace("key_file", key)), HasSubstr("[KEY_FILE_MISSING]"));
  ASSERT_TRUE(seal::CreateKeyFile(key).ok());
  EXPECT_THAT(Refuse(Replace("key_file", key)), HasSubstr("[KEY_WRONG]"));
}

TEST_P(RefusalTest, AStoreThatWouldLoseWhatItAcknowledgedIsNotOpened) {
  suite_.Kill(GetParam());
  std::filesystem::path store;
  for (const std::string& argument : suite_.ArgumentsOf(GetParam())) {
    if (absl::StartsWith(argument, "--data_dir=")) store = argument.substr(argument.find('=') + 1);
  }
  std::vector<std::filesystem::path> logs;
  for (const auto& entry : std::filesystem::directory_iterator(store)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path());
  }
  ASSERT_EQ(logs.size(), 1u);
  std::fstream log(logs[0], std::ios::in | std::ios::out | std::ios::binary);
  log.seekg(12);  // within the first commit, which others follow
  const int byte = log.get();
  log.seekp(12);
  log.put(static_cast<char>(byte ^ 1));
  log.close();
  EXPECT_THAT(Refuse([](std::vector<std::string>*) {}), HasSubstr("[STORE_DAMAGED]"));
  std::filesystem::remove(logs[0]);
  const std::string said = Refuse([](std::vector<std::string>*) {});
  EXPECT_THAT(said, HasSubstr("[STORE_DAMAGED]"));
  EXPECT_THAT(said, HasSubstr("请原样保留数据目录"));
}

INSTANTIATE_TEST_SUITE_P(All, RefusalTest,
                         testing::Values(Service::kRegistry, Service::kMembers,
                                         Service::kReporting));

}  // namespace
}  // namespace mingce::tests
