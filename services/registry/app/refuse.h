// How errors.cc and catalogue_errors.cc spell a refusal; nobody else makes one.

#ifndef MINGCE_SERVICES_REGISTRY_APP_REFUSE_H_
#define MINGCE_SERVICES_REGISTRY_APP_REFUSE_H_

#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/error.h"

namespace mingce::registry {

using Code = absl::StatusCode;
using Metadata = std::map<std::string, std::string>;

inline constexpr Code kInvalid = Code::kInvalidArgument;
inline constexpr Code kNotAllowed = Code::kFailedPrecondition;
inline constexpr Code kNotFound = Code::kNotFound;
inline constexpr Code kExists = Code::kAlreadyExists;

inline absl::Status Refuse(Code code, absl::string_view reason, absl::string_view zh,
                           absl::string_view en, Metadata metadata = {}) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.registry",
                    .message_zh = std::string(zh),
                    .metadata = std::move(metadata)});
}

inline Metadata Field(absl::string_view field) { return {{"field", std::string(field)}}; }

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REFUSE_H_
