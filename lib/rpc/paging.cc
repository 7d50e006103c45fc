#include "lib/rpc/paging.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kStateBytes = 8;
constexpr std::size_t kTagBytes = 16;

std::string BigEndian(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

std::uint64_t FromBigEndian(absl::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
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

std::string PageTokens::TagOf(const PagedList& list, absl::string_view body) const {
  std::string bytes(1, kVersion);
  for (const std::string* part : {&list.method, &list.caller, &list.filter}) {
    absl::StrAppend(&bytes, BigEndian(part->size()), *part);
  }
  absl::StrAppend(&bytes, body);
  return mac_(bytes).substr(0, kTagBytes);
}

std::string PageTokens::Make(const PagedList& list, const PagePosition& position) const {
  const std::string body = absl::StrCat(BigEndian(position.state), position.last_key);
  return absl::WebSafeBase64Escape(absl::StrCat(std::string(1, kVersion), body, TagOf(list, body)));
}

absl::StatusOr<PagePosition> PageTokens::Read(const PagedList& list,
                                              absl::string_view token) const {
  if (token.empty()) return PagePosition();
  std::string bytes;
  // One spelling only: base64 as Abseil reads it has several for the same bytes.
  if (!absl::WebSafeBase64Unescape(token, &bytes) || absl::WebSafeBase64Escape(bytes) != token ||
      bytes.size() <= 1 + kStateBytes + kTagBytes || bytes[0] != kVersion) {
    return BadPageToken();
  }
  const absl::string_view body = absl::string_view(bytes).substr(1, bytes.size() - 1 - kTagBytes);
  if (!SameTag(absl::string_view(bytes).substr(1 + body.size()), TagOf(list, body))) {
    return BadPageToken();
  }
  return PagePosition{.last_key = std::string(body.substr(kStateBytes)),
                      .state = FromBigEndian(body.substr(0, kStateBytes))};
}

}  // namespace mingce::rpc
