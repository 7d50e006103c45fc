#include "cli/show/table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/gb/text.h"

namespace mingce::cli {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode's East_Asian_Width W and F, joined to ranges. Ambiguous characters (· among them) are
// narrow, as terminals draw them in a UTF-8 locale.
constexpr Range kWide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

constexpr Range kZero[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

template <std::size_t N>
bool In(const Range (&ranges)[N], char32_t code_point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code_point](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t code_point = gb::NextCodePoint(text, &pos);
    if (code_point < 0x20 || In(kZero, code_point)) continue;
    width += In(kWide, code_point) ? 2 : 1;
  }
  return width;
}

std::string Pad(absl::string_view text, int width, Align align) {
  const int missing = width - DisplayWidth(text);
  const std::string blanks(static_cast<std::size_t>(std::max(0, missing)), ' ');
  return align == Align::kLeft ? absl::StrCat(text, blanks) : absl::StrCat(blanks, text);
}

std::string FormatFields(Language language, int width,
                         const std::vector<std::pair<Sentence, std::string>>& fields) {
  std::string text;
  for (const auto& [label, value] : fields) {
    absl::StrAppend(&text, Pad(label.In(language), width, Align::kLeft), value, "\n");
  }
  return text;
}

std::string FormatTable(Language language, const std::vector<TableColumn>& columns,
                        const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    int width = DisplayWidth(columns[i].header.In(language));
    for (const std::vector<std::string>& row : rows) {
      if (i < row.size()) width = std::max(width, DisplayWidth(row[i]));
    }
    widths.push_back(width);
  }
  std::string rule;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    absl::StrAppend(&rule, i == 0 ? "" : "  ",
                    std::string(static_cast<std::size_t>(widths[i]), '-'));
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const absl::string_view cell = i < cells.size() ? cells[i] : absl::string_view();
      absl::StrAppend(&text, i == 0 ? "" : "  ", Pad(cell, widths[i], columns[i].align));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    absl::StrAppend(&out, text, "\n");
  };
  std::vector<std::string> headers;
  for (const TableColumn& column : columns) headers.push_back(column.header.In(language));
  line(headers);
  absl::StrAppend(&out, rule, "\n");
  for (const std::vector<std::string>& row : rows) {
    if (row.size() == 1 && row[0].empty()) {
      absl::StrAppend(&out, rule, "\n");
    } else {
      line(row);
    }
  }
  return out;
}

}  // namespace mingce::cli
