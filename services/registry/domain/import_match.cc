#include "services/registry/domain/import_match.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/text/likeness.h"
#include "lib/text/utf8.h"
#include "services/registry/domain/organization_rules.h"

namespace mingce::registry {
namespace {

form::RowFinding Taken(absl::string_view field, const Organization& holder) {
  if (holder.closed) {
    return ErrorAt(field, "ORGANIZATION_CLOSED", "持有该代码的工会组织已撤销，请核对代码",
                   "the organisation that holds the code is closed");
  }
  return ErrorAt(field, "USCC_TAKEN",
                 absl::StrCat("该代码已登记在“", holder.union_name,
                              "”名下，请核对代码和上级工会；上级工会变化的须办理转隶"),
                 absl::StrCat("the code is held by \"", holder.union_name,
                              "\"; check code and parent, an import does not move"));
}

bool CodesAgree(const Organization& row, const Organization& known) {
  const bool unions = row.union_uscc.empty() || known.union_uscc.empty();
  const bool units =
      row.unit_uscc.empty() || known.unit_uscc.empty() || row.unit_uscc == known.unit_uscc;
  return unions && units;
}

bool StandsWhere(const Organization& row, const Organization& known) {
  return !known.closed && known.parent == row.parent;
}

// The organisation the row means by its unit code, if it does.
bool IsMeantByUnitCode(const Organization& row, const std::optional<Organization>& holder) {
  return holder.has_value() && StandsWhere(row, *holder) &&
         (row.union_uscc.empty() || holder->union_uscc.empty());
}

// A short name or an alias says enough of a unit that a plan has named and nobody has collected
// yet. Two collected unions may well share one; only the same full name makes them one.
bool NameSaysEnough(const Organization& row, const Organization& known) {
  return !known.collected || NormalizeName(row.union_name) == NormalizeName(known.union_name);
}

void MatchByName(const Organization& row, const std::vector<Organization>& namesakes,
                 RowMatch* match) {
  const Organization* found = nullptr;
  const Organization* alike = nullptr;
  int agreeing = 0;
  for (const Organization& namesake : namesakes) {
    if (!CodesAgree(row, namesake)) {
      if (NormalizeName(row.union_name) == NormalizeName(namesake.union_name)) alike = &namesake;
      continue;
    }
    if (!NameSaysEnough(row, namesake)) {
      alike = &namesake;
      continue;
    }
    ++agreeing;
    found = &namesake;
  }
  if (agreeing == 0 && alike != nullptr) {
    match->findings.push_back(WarningAt(
        kUnionName, "NAMESAKE_REGISTERED",
        absl::StrCat("同一上级工会下的“", alike->union_name,
                     "”与本行同名，或有相同的简称、别名，本行按新的工会组织登记，请核对是否重复"),
        absl::StrCat("\"", alike->union_name,
                     "\" below the same parent shares a name; this row was taken as "
                     "another organisation")));
  }
  if (agreeing == 1) {
    match->existing = *found;
  } else if (agreeing > 1 && row.union_uscc.empty() && row.unit_uscc.empty()) {
    match->findings.push_back(
        ErrorAt(kUnionName, "ORGANIZATION_AMBIGUOUS",
                "同一上级工会下有多个同名工会组织，请填写统一社会信用代码",
                "several organisations below the parent bear the name; give a credit code"));
  }
}

std::u32string CoreOf(const std::string& name) {
  const std::string normal = NormalizeName(name);
  const absl::string_view core = NameCore(normal);
  std::u32string points;
  for (std::size_t pos = 0; pos < core.size();) points.push_back(text::NextCodePoint(core, &pos));
  return points;
}

// What both share, of a hundred of the shorter one's characters.
std::size_t Likeness(const std::u32string& a, const std::u32string& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter < 2 ? 0 : text::CommonSubsequence(a, b) * 100 / shorter;
}

}  // namespace

absl::string_view NameCore(absl::string_view name) {
  for (const absl::string_view ending :
       {"工会联合会", "联合工会委员会", "工会委员会", "联合工会", "总工会", "工会"}) {
    if (absl::ConsumeSuffix(&name, ending)) break;
  }
  constexpr int kLongestCounty = 5;
  std::size_t pos = 0;
  for (int i = 0; i < kLongestCounty && pos < name.size(); ++i) {
    if (text::NextCodePoint(name, &pos) == U'县') return name.substr(pos);
  }
  return name;
}

bool MayBeTheSame(const Organization& a, const Organization& b) {
  return !a.closed && StandsWhere(a, b) && CodesAgree(a, b) &&
         NormalizeName(a.union_name) == NormalizeName(b.union_name);
}

std::vector<std::string> PlannedAlike(const Organization& row,
                                      const std::vector<std::string>& planned) {
  constexpr std::size_t kAlike = 75;
  constexpr std::size_t kMost = 3;
  const std::u32string core = CoreOf(row.union_name);
  std::vector<std::pair<std::size_t, std::string>> alike;
  for (const std::string& name : planned) {
    const std::size_t likeness = Likeness(core, CoreOf(name));
    if (likeness >= kAlike) alike.emplace_back(100 - likeness, name);
  }
  std::sort(alike.begin(), alike.end());
  std::vector<std::string> names;
  for (auto& [distance, name] : alike) {
    if (names.size() < kMost) names.push_back(std::move(name));
  }
  return names;
}

RowMatch MatchRow(const Organization& row, const MatchCandidates& candidates) {
  RowMatch match;
  if (candidates.union_holder.has_value()) {
    if (!StandsWhere(row, *candidates.union_holder)) {
      match.findings.push_back(Taken(kUnionUscc, *candidates.union_holder));
      return match;
    }
    match.existing = candidates.union_holder;
  } else if (IsMeantByUnitCode(row, candidates.unit_holder)) {
    match.existing = candidates.unit_holder;
  } else {
    MatchByName(row, candidates.namesakes, &match);
  }
  if (candidates.unit_holder.has_value() && !candidates.unit_holder->closed &&
      (!match.existing.has_value() || match.existing->id != candidates.unit_holder->id)) {
    match.findings.push_back(Taken(kUnitUscc, *candidates.unit_holder));
  }
  return match;
}

Organization MergeRow(const Organization& existing, const FieldValues& values,
                      std::vector<form::RowFinding>* findings) {
  FieldValues changes = values;
  const std::string alias_cell = changes[std::string(kAliases)];
  changes.erase(std::string(kAliases));
  const auto keep = [&](absl::string_view code, absl::string_view reason,
                        const std::string& registered) {
    const auto given = changes.find(std::string(code));
    if (registered.empty() || (given != changes.end() && !given->second.empty())) return;
    changes.erase(std::string(code));
    changes.erase(std::string(reason));
    findings->push_back(WarningAt(code, "USCC_KEPT", "本行无代码，系统保留已登记的代码",
                                  "the row has no code; the registered one is kept"));
  };
  keep(kUnionUscc, kUnionUsccAbsentReason, existing.union_uscc);
  keep(kUnitUscc, kUnitUsccAbsentReason, existing.unit_uscc);
  // An import adds and changes; an empty cell erases nothing.
  std::erase_if(changes, [](const auto& change) { return change.second.empty(); });
  Organization merged = existing;
  ApplyFields(changes, &merged);
  AddAliases(SplitAliases(alias_cell), &merged);
  merged.collected = true;
  return merged;
}

}  // namespace mingce::registry
