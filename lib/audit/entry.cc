#include "lib/audit/entry.h"

#include <array>

#include "lib/base/error.h"

namespace mingce::audit {
namespace {

constexpr char kVersion = 1;
constexpr unsigned char kTimeSuspect = 1;
constexpr unsigned char kShortened = 2;
constexpr std::size_t kHashBytes = 32;

// The text fields in the order of their bytes.
constexpr std::array kTextFields = {
    &Entry::actor,   &Entry::action,       &Entry::subject,  &Entry::organization,
    &Entry::purpose, &Entry::case_ref_tag, &Entry::decision, &Entry::detail,
};

void PutNumber(std::uint64_t value, int bytes, std::string* out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>(value >> shift));
  }
}

void PutText(absl::string_view text, std::string* out) {
  PutNumber(text.size(), 2, out);
  out->append(text.data(), text.size());
}

bool GetNumber(absl::string_view* in, std::size_t bytes, std::uint64_t* value) {
  if (in->size() < bytes) return false;
  *value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    *value = (*value << 8) | static_cast<unsigned char>((*in)[i]);
  }
  in->remove_prefix(bytes);
  return true;
}

bool GetText(absl::string_view* in, std::string* text) {
  std::uint64_t size = 0;
  if (!GetNumber(in, 2, &size) || size > kMaxFieldBytes || size > in->size()) return false;
  text->assign(in->data(), size);
  in->remove_prefix(size);
  return true;
}

// The longest prefix that fits and ends between two UTF-8 characters. In text that is not UTF-8 at
// most three more bytes are lost.
absl::string_view Fitting(absl::string_view text) {
  if (text.size() <= kMaxFieldBytes) return text;
  std::size_t end = kMaxFieldBytes;
  while (end > kMaxFieldBytes - 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

bool GetEntry(absl::string_view in, Entry* entry) {
  std::uint64_t version = 0;
  std::uint64_t flags = 0;
  std::uint64_t time = 0;
  std::uint64_t count = 0;
  if (!GetNumber(&in, 1, &version) || version != kVersion) return false;
  if (!GetNumber(&in, 1, &flags) || (flags & ~(kTimeSuspect | kShortened)) != 0) return false;
  if (!GetNumber(&in, 8, &entry->sequence) || !GetNumber(&in, 8, &time) ||
      !GetNumber(&in, 4, &count)) {
    return false;
  }
  entry->time_suspect = (flags & kTimeSuspect) != 0;
  entry->shortened = (flags & kShortened) != 0;
  entry->time_micros = static_cast<std::int64_t>(time);
  entry->count = static_cast<std::uint32_t>(count);
  for (const auto field : kTextFields) {
    if (!GetText(&in, &(entry->*field))) return false;
  }
  if (!GetText(&in, &entry->request_hash)) return false;
  if (!entry->request_hash.empty() && entry->request_hash.size() != kHashBytes) return false;
  return in.empty();
}

}  // namespace

std::string Encode(const Entry& entry) {
  const bool hash_fits = entry.request_hash.empty() || entry.request_hash.size() == kHashBytes;
  bool shortened = entry.shortened || !hash_fits;
  for (const auto field : kTextFields) shortened |= (entry.*field).size() > kMaxFieldBytes;

  std::string out;
  out.push_back(kVersion);
  out.push_back(
      static_cast<char>((entry.time_suspect ? kTimeSuspect : 0) | (shortened ? kShortened : 0)));
  PutNumber(entry.sequence, 8, &out);
  PutNumber(static_cast<std::uint64_t>(entry.time_micros), 8, &out);
  PutNumber(entry.count, 4, &out);
  for (const auto field : kTextFields) PutText(Fitting(entry.*field), &out);
  PutText(hash_fits ? absl::string_view(entry.request_hash) : absl::string_view(), &out);
  return out;
}

absl::StatusOr<Entry> Decode(absl::string_view encoded) {
  Entry entry;
  if (GetEntry(encoded, &entry)) return entry;
  return MakeError(absl::StatusCode::kDataLoss, "the bytes are not an audit entry",
                   {.reason = "AUDIT_ENTRY_UNREADABLE",
                    .domain = "mingce.audit",
                    .message_zh = "这些字节不是可识别的审计记录"});
}

}  // namespace mingce::audit
