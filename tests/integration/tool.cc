#include "tests/integration/tool.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "tests/integration/process.h"

namespace mingce::tests {

ToolRun RunTool(std::vector<std::string> arguments) {
  const std::string log = absl::StrCat(testing::TempDir(), "/tool-", NewOpaqueId());
  arguments.push_back("--json");
  Process tool(MINGCE_TOOL_PROGRAM, std::move(arguments), log);
  ToolRun run;
  run.exit_status = tool.Wait();
  run.said = ReadFile(log);
  std::filesystem::remove(log);
  // A note for people may follow the document.
  const std::size_t begin = run.said.find('{');
  const std::size_t end = run.said.rfind('}');
  if (begin == std::string::npos || end == std::string::npos) return run;
  nlohmann::json document = nlohmann::json::parse(run.said.substr(begin, end + 1 - begin));
  if (document.contains("error")) {
    run.refusal = document["error"]["reason"].get<std::string>();
  } else {
    run.document = std::move(document);
  }
  return run;
}

ToolRun RunTool(const Suite& suite, const std::string& identity,
                std::vector<std::string> arguments) {
  const std::string profile = absl::StrCat(suite.directory(), "/profile-", NewOpaqueId(), ".json");
  const rpc::TlsFiles tls = suite.CertificateOf(identity);
  std::ofstream(profile) << nlohmann::json{{"registry", suite.address(Service::kRegistry)},
                                           {"members", suite.address(Service::kMembers)},
                                           {"reporting", suite.address(Service::kReporting)},
                                           {"ca", tls.ca},
                                           {"cert", tls.certificate},
                                           {"key", tls.key}};
  arguments.insert(arguments.end(), {"--profile", profile});
  return RunTool(std::move(arguments));
}

}  // namespace mingce::tests
