#include "cli/files/person_file.h"

#include <nlohmann/json.hpp>

#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {

absl::StatusOr<members::v1::PersonKey> ParsePerson(absl::string_view text, const std::string& path,
                                                   std::size_t line) {
  const auto json =
      nlohmann::json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return InputDamaged(
        path, line,
        {R"(应为JSON对象，如 {"id_type":"01","id_number":…,"full_name":…})",
         R"(must be a JSON object such as {"id_type":"01","id_number":…,"full_name":…})"});
  }
  members::v1::PersonKey person;
  person.set_id_type_code("01");
  const std::pair<const char*, std::string*> parts[] = {
      {"id_type", person.mutable_id_type_code()},
      {"id_number", person.mutable_id_number()},
      {"full_name", person.mutable_full_name()},
      {"nationality", person.mutable_nationality()},
  };
  for (const auto& [key, value] : parts) {
    const auto found = json.find(key);
    if (found == json.end()) continue;
    if (!found->is_string()) {
      return InputDamaged(path, line, Fill("“$0”应为文字（加引号）", "$0 must be a string", key));
    }
    *value = found->get<std::string>();
  }
  return person;
}

absl::StatusOr<members::v1::PersonKey> ReadPerson(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextInput(path));
  return ParsePerson(text, path.empty() ? "-" : path, 0);
}

}  // namespace mingce::cli
