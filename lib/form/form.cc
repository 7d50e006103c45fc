#include "lib/form/form.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "lib/text/normalize.h"

namespace mingce::form {
namespace {

// A header as people write it, without what does not tell columns apart: blanks, full width, the
// marks of required fields and of drop-downs, remarks in brackets.
std::string NormalizeHeader(absl::string_view header) {
  std::string normal = text::NormalizeLabel(header);
  std::string kept;
  int depth = 0;
  for (const char c : normal) {
    if (c == '(') ++depth;
    if (depth == 0 && c != '*') kept.push_back(c);
    if (c == ')' && depth > 0) --depth;
  }
  absl::StrReplaceAll({{"▼", ""}}, &kept);
  return kept;
}

}  // namespace

std::vector<std::string> Field::CodeLists() const {
  std::vector<std::string> lists;
  if (!offered_code_list.empty()) lists.push_back(offered_code_list);
  if (!code_list.empty()) lists.push_back(code_list);
  return lists;
}

std::optional<std::size_t> Form::IndexOf(absl::string_view key) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key == key) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> Form::IndexOfHeader(absl::string_view header) const {
  const std::string wanted = NormalizeHeader(header);
  if (wanted.empty()) return std::nullopt;
  // Labels before aliases: one field's alias may be another one's label.
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (NormalizeHeader(fields[i].label) == wanted) return i;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    for (const std::string& alias : fields[i].aliases) {
      if (NormalizeHeader(alias) == wanted) return i;
    }
  }
  return std::nullopt;
}

bool CheckedRow::ok() const {
  for (const RowFinding& finding : findings) {
    if (finding.severity == gb::Severity::kError) return false;
  }
  return true;
}

absl::string_view CheckedRow::value(absl::string_view key) const {
  const auto found = values.find(std::string(key));
  return found == values.end() ? absl::string_view() : absl::string_view(found->second);
}

void CheckedRow::AddError(absl::string_view field, absl::string_view reason, absl::string_view zh,
                          absl::string_view en) {
  findings.push_back({.severity = gb::Severity::kError,
                      .field = std::string(field),
                      .reason = std::string(reason),
                      .message_zh = std::string(zh),
                      .message_en = std::string(en)});
}

void CheckedRow::AddWarning(absl::string_view field, absl::string_view reason, absl::string_view zh,
                            absl::string_view en) {
  AddError(field, reason, zh, en);
  findings.back().severity = gb::Severity::kWarning;
}

bool CouldBeKey(absl::string_view text) {
  if (text.empty() || text.size() > 63 ||
      !absl::ascii_islower(static_cast<unsigned char>(text[0]))) {
    return false;
  }
  int digits = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digits = absl::ascii_isdigit(byte) ? digits + 1 : 0;
    if (digits == 7) return false;
    if (!absl::ascii_islower(byte) && digits == 0 && c != '_') return false;
  }
  return true;
}

}  // namespace mingce::form
