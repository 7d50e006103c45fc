#include "cli/person_file.h"

#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/errors.h"
#include "cli/text_file.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

absl::StatusOr<members::v1::PersonKey> ParsePerson(absl::string_view text, const std::string& path,
                                                   std::size_t line) {
  const auto json =
      nlohmann::json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return InputDamaged(
        path, line, "应为JSON对象，如 {\"id_type\":\"01\",\"id_number\":…,\"full_name\":…}",
        "must be a JSON object such as {\"id_type\":\"01\",\"id_number\":…,\"full_name\":…}");
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
      return InputDamaged(path, line, absl::StrCat("“", key, "”应为文字（加引号）"),
                          absl::StrCat(key, " must be a string"));
    }
    *value = found->get<std::string>();
  }
  return person;
}

}  // namespace

absl::StatusOr<members::v1::PersonKey> ReadPerson(const std::string& path) {
  if (path.empty() || path == "-") {
    const std::string text((std::istreambuf_iterator<char>(std::cin)),
                           std::istreambuf_iterator<char>());
    return ParsePerson(text, "-", 0);
  }
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  return ParsePerson(text, path, 0);
}

absl::StatusOr<std::vector<members::v1::PersonKey>> ReadPersons(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  std::vector<members::v1::PersonKey> persons;
  std::size_t number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    MINGCE_ASSIGN_OR_RETURN(members::v1::PersonKey person, ParsePerson(line, path, number));
    persons.push_back(std::move(person));
  }
  if (persons.empty()) return InputDamaged(path, 0, "没有人员", "there are no persons");
  return persons;
}

}  // namespace mingce::cli
