#include "lib/rpc/paging.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {
namespace {

constexpr char kVersion = 2;
constexpr std::size_t kTagBytes = 16;

std::string BigEndian(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

// In a time that does not depend on where the two differ.
bool SameTag(absl::string_view a, absl::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return difference == 0;
}

}  // namespace

absl::StatusOr<std::size_t> PageSize(int asked, std::size_t usual, std::size_t most) {
  if (asked < 0) return BadPageSize();
  if (asked == 0) return usual;
  return std::min(static_cast<std::size_t>(asked), most);
}

std::string PageTokens::TagOf(const PagedList& list, absl::string_view key) const {
  std::string bytes(1, kVersion);
  for (const std::string* part : {&list.method, &list.caller, &list.filter}) {
    absl::StrAppend(&bytes, BigEndian(part->size()), *part);
  }
  absl::StrAppend(&bytes, key);
  return mac_(bytes).substr(0, kTagBytes);
}

std::string PageTokens::Make(const PagedList& list, absl::string_view key) const {
  return absl::WebSafeBase64Escape(absl::StrCat(std::string(1, kVersion), key, TagOf(list, key)));
}

absl::StatusOr<std::string> PageTokens::Read(const PagedList& list, absl::string_view token) const {
  if (token.empty()) return std::string();
  std::string bytes;
  // One spelling only: base64 as Abseil reads it has several for the same bytes.
  if (!absl::WebSafeBase64Unescape(token, &bytes) || absl::WebSafeBase64Escape(bytes) != token ||
      bytes.size() <= 1 + kTagBytes || bytes[0] != kVersion) {
    return BadPageToken();
  }
  const std::string key = bytes.substr(1, bytes.size() - 1 - kTagBytes);
  if (!SameTag(absl::string_view(bytes).substr(1 + key.size()), TagOf(list, key))) {
    return BadPageToken();
  }
  return key;
}

}  // namespace mingce::rpc
