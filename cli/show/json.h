// Documents for programs, and what they and people read alike.

#ifndef MINGCE_CLI_SHOW_JSON_H_
#define MINGCE_CLI_SHOW_JSON_H_

#include <google/protobuf/message.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "lib/base/sentence.h"
#include "mingce/type/date.pb.h"

namespace mingce::cli {

// Keys keep the order they were written in: people read these documents too.
using Json = nlohmann::ordered_json;

// Protobuf's own mapping, with the field names of the contracts. Fields with their default value
// are there too, so that a reader need not know the contract.
Json MessageToJson(const google::protobuf::Message& message);

// `document` as it is printed and written to files, its line ended. Text from outside may be broken
// UTF-8; the document is not. Control characters that JSON lets stand (U+007F, U+009B, U+202E) are
// escaped like the others.
std::string DocumentText(const Json& document);

// {"code", "reason", "message", "metadata"}
Json ErrorToJson(const absl::Status& status, Language language);

// The sentence of a refusal, its reason after it: a clerk passes it over, whoever helps the clerk
// looks it up in docs/api.md.
std::string ErrorText(const absl::Status& status, Language language);

// "2019-11-30", "2019-11" without a day, "" when not set.
std::string DayText(const type::Date& date);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_JSON_H_
