// Identifiers that mean nothing: 128 random bits written as 26 characters of Crockford's base 32
// (0-9, a-z without i, l, o, u), so they can be read aloud, never collide in practice, and tell
// nothing about what they name.

#ifndef MINGCE_LIB_BASE_IDS_H_
#define MINGCE_LIB_BASE_IDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace mingce {

inline constexpr int kOpaqueIdLength = 26;

// A new id from the operating system's generator. Thread-safe.
std::string NewOpaqueId();

// Whether `text` could have come from NewOpaqueId.
bool IsOpaqueId(absl::string_view text);

// A new version 4 UUID in lower case, for request ids.
std::string NewUuid();

// Whether `text` is a UUID of version 4 (any case).
bool IsUuid(absl::string_view text);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_IDS_H_
