// A person as a command reads one: JSON from a file or from standard input, never from the command
// line, where every user of the machine could see it.
//
//   {"id_type": "01", "id_number": "…", "full_name": "…", "nationality": "…"}

#ifndef MINGCE_CLI_FILES_PERSON_FILE_H_
#define MINGCE_CLI_FILES_PERSON_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {

// `path` "" or "-" is standard input. id_type may be left out: 01. INPUT_UNREADABLE, INPUT_DAMAGED;
// no message repeats what was read.
absl::StatusOr<members::v1::PersonKey> ReadPerson(const std::string& path);

// The same out of `text`; `path` and `line` (0 for the whole file) are for messages.
absl::StatusOr<members::v1::PersonKey> ParsePerson(absl::string_view text, const std::string& path,
                                                   std::size_t line);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_FILES_PERSON_FILE_H_
