#include "lib/base/ids.h"

#include <sys/random.h>

#include <array>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace mingce {
namespace {

constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

std::array<unsigned char, 16> RandomBytes() {
  std::array<unsigned char, 16> bytes{};
  // 16 bytes are always given whole once the generator is seeded; without them nothing is safe.
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();
  return bytes;
}

}  // namespace

std::string NewOpaqueId() {
  const std::array<unsigned char, 16> bytes = RandomBytes();
  std::string id;
  id.reserve(kOpaqueIdLength);
  unsigned buffer = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id.push_back(kAlphabet[(buffer >> bits) & 31]);
    }
  }
  id.push_back(kAlphabet[(buffer << (5 - bits)) & 31]);
  return id;
}

bool IsOpaqueId(absl::string_view text) {
  if (text.size() != kOpaqueIdLength) return false;
  for (const char c : text) {
    if (absl::string_view(kAlphabet).find(c) == absl::string_view::npos) return false;
  }
  return true;
}

std::string NewUuid() {
  std::array<unsigned char, 16> b = RandomBytes();
  b[6] = static_cast<unsigned char>((b[6] & 0x0f) | 0x40);
  b[8] = static_cast<unsigned char>((b[8] & 0x3f) | 0x80);
  std::string out;
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out.push_back('-');
    absl::StrAppendFormat(&out, "%02x", static_cast<unsigned>(b[i]));
  }
  return out;
}

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) {
      return false;
    }
  }
  return text[14] == '4';
}

}  // namespace mingce
