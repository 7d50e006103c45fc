#include "lib/gb/code_list.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/text/likeness.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

// Longer texts are compared by their beginning; no label comes near this.
constexpr std::size_t kMaxCompared = 64;
constexpr std::size_t kFixedColumns = 4;

std::u32string ForComparison(absl::string_view text) {
  const std::string label = text::NormalizeLabel(text);
  std::u32string out;
  for (std::size_t pos = 0; pos < label.size() && out.size() < kMaxCompared;) {
    out.push_back(text::NextCodePoint(label, &pos));
  }
  return out;
}

// How far a name is from what was typed; smaller is nearer. People type a part of a long label more
// often than they mistype a short one, so edits count last.
struct Distance {
  int apart = 1;                  // 0: one contains the other
  std::size_t not_shared = 1000;  // in 1/1000 of the shorter
  std::size_t edits = 0;

  friend auto operator<=>(const Distance&, const Distance&) = default;
};

Distance DistanceOf(std::u32string_view wanted, std::u32string_view name) {
  Distance distance;
  distance.edits = text::EditDistance(wanted, name);
  const std::size_t shorter = std::min(wanted.size(), name.size());
  if (shorter == 0) return distance;
  if (wanted.find(name) != wanted.npos || name.find(wanted) != name.npos) distance.apart = 0;
  distance.not_shared = 1000 - text::CommonSubsequence(wanted, name) * 1000 / shorter;
  return distance;
}

// Every normalised name of an entry: code, label, aliases.
std::set<std::string> NamesOf(const CodeEntry& entry) {
  std::set<std::string> names = {text::NormalizeLabel(entry.code),
                                 text::NormalizeLabel(entry.label)};
  for (const std::string& alias : entry.aliases) names.insert(text::NormalizeLabel(alias));
  names.erase("");
  return names;
}

// Whether `digits` (13, 1311) begin with a division of `range` (13-43; 70 alone).
bool Covers(absl::string_view range, absl::string_view digits) {
  if (digits.size() < 2 || digits.size() > 4 || !text::IsAllDigits(digits)) return false;
  const std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(range, '-');
  const absl::string_view division = digits.substr(0, 2);
  const absl::string_view last = ends.second.empty() ? ends.first : ends.second;
  return ends.first.size() == 2 && last.size() == 2 && ends.first <= division && division <= last;
}

bool IsSelectable(absl::string_view id, absl::string_view code, absl::string_view note) {
  if (id == "sex" && (code == "0" || code == "9")) return false;
  return !absl::StrContains(note, "group heading");
}

CodeEntry EntryFrom(absl::string_view id, const std::vector<absl::string_view>& header,
                    const std::vector<absl::string_view>& cells) {
  CodeEntry entry;
  entry.code = std::string(cells[0]);
  entry.label = std::string(cells[1]);
  for (const absl::string_view alias : absl::StrSplit(cells[2], '|', absl::SkipEmpty())) {
    entry.aliases.emplace_back(alias);
  }
  absl::string_view stem = entry.label;
  if (id == "ethnicity" && absl::ConsumeSuffix(&stem, "族") && !stem.empty() &&
      std::find(entry.aliases.begin(), entry.aliases.end(), stem) == entry.aliases.end()) {
    entry.aliases.emplace_back(stem);
  }
  entry.selectable = IsSelectable(id, entry.code, cells[3]);
  for (std::size_t i = kFixedColumns; i < cells.size(); ++i) {
    entry.attributes.emplace(header[i], cells[i]);
  }
  return entry;
}

absl::Status Bad(absl::string_view id, std::size_t line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("code list ", id, ", line ", line, ": ", what));
}

}  // namespace

CodeList::CodeList(std::string id, std::vector<CodeEntry> entries)
    : id_(std::move(id)), entries_(std::move(entries)) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    by_code_.emplace(entries_[i].code, i);
    for (const std::string& name : NamesOf(entries_[i])) by_name_.emplace(name, i);
  }
}

const CodeEntry* CodeList::Find(absl::string_view text) const {
  const auto found = by_name_.find(text::NormalizeLabel(text));
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

std::string CodeList::CodeFor(absl::string_view text) const {
  const CodeEntry* entry = Find(text);
  if (entry != nullptr) return entry->selectable ? entry->code : std::string();
  const std::string fine = absl::AsciiStrToUpper(text::NormalizeLabel(text));
  const CodeEntry* coarse = fine.size() > 1 ? ByCode(fine.substr(0, 1)) : nullptr;
  if (coarse == nullptr || !coarse->selectable) return "";
  const auto range = coarse->attributes.find("divisions");
  const bool covered =
      range != coarse->attributes.end() && Covers(range->second, absl::string_view(fine).substr(1));
  return covered ? fine : std::string();
}

const CodeEntry* CodeList::ByCode(absl::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? nullptr : &entries_[found->second];
}

std::vector<std::string> CodeList::Nearest(absl::string_view text, std::size_t n) const {
  const std::u32string wanted = ForComparison(text);
  std::vector<std::pair<Distance, std::size_t>> ranked;  // and index
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entries_[i].selectable) continue;
    Distance distance = DistanceOf(wanted, ForComparison(entries_[i].label));
    for (const std::string& alias : entries_[i].aliases) {
      distance = std::min(distance, DistanceOf(wanted, ForComparison(alias)));
    }
    ranked.emplace_back(distance, i);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> labels;
  for (const auto& [distance, i] : ranked) {
    if (labels.size() == n) break;
    labels.push_back(entries_[i].label);
  }
  return labels;
}

absl::StatusOr<CodeList> ParseCodeListTsv(absl::string_view id, absl::string_view tsv_text) {
  std::vector<absl::string_view> header;
  std::vector<CodeEntry> entries;
  std::set<std::string> codes;
  std::map<std::string, std::string> owners;  // normalised name to code
  std::size_t line = 0;
  for (absl::string_view text : absl::StrSplit(tsv_text, '\n')) {
    ++line;
    absl::ConsumeSuffix(&text, "\r");
    if (text.empty()) continue;
    if (!text::IsUtf8(text)) return Bad(id, line, "not UTF-8");
    const std::vector<absl::string_view> cells = absl::StrSplit(text, '\t');
    if (header.empty()) {
      if (!absl::StartsWith(absl::StrCat(text, "\t"), "code\tlabel\taliases\tnote\t")) {
        return Bad(id, line, "the header does not start with code, label, aliases, note");
      }
      header = cells;
      continue;
    }
    if (cells.size() != header.size()) return Bad(id, line, "wrong number of columns");
    if (cells[0].empty() || cells[1].empty()) return Bad(id, line, "empty code or label");
    CodeEntry entry = EntryFrom(id, header, cells);
    if (!codes.insert(entry.code).second) return Bad(id, line, "repeated code");
    for (const std::string& name : NamesOf(entry)) {
      const auto [owner, added] = owners.emplace(name, entry.code);
      if (!added)
        return Bad(id, line, absl::StrCat("a name that code ", owner->second, " has too"));
    }
    entries.push_back(std::move(entry));
  }
  if (header.empty()) return Bad(id, line, "no header");
  return CodeList(std::string(id), std::move(entries));
}

}  // namespace mingce::gb
