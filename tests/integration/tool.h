// mingcectl, run as somebody would run it.

#ifndef MINGCE_TESTS_INTEGRATION_TOOL_H_
#define MINGCE_TESTS_INTEGRATION_TOOL_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/integration/suite.h"

namespace mingce::tests {

struct ToolRun {
  int exit_status = -1;
  nlohmann::json document;  // null where it printed none, or refused
  std::string refusal;      // the reason, where it refused
  std::string said;         // all of it
};

// With --json; waits for its end.
ToolRun RunTool(std::vector<std::string> arguments);

// The same with the certificate of `identity`, such as "person/officer", to the services of
// `suite`.
ToolRun RunTool(const Suite& suite, const std::string& identity,
                std::vector<std::string> arguments);

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_TOOL_H_
