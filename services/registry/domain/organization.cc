#include "services/registry/domain/organization.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "lib/text/normalize.h"

namespace mingce::registry {
namespace {

// The member a key has of its own; nullptr where its value is an attribute or not a text.
template <typename MaybeConstOrganization>
auto MemberOf(absl::string_view key, MaybeConstOrganization* organization)
    -> decltype(&organization->union_name) {
  if (key == kUnionName) return &organization->union_name;
  if (key == kUnionShortName) return &organization->union_short_name;
  if (key == kUnionKind) return &organization->union_kind;
  if (key == kUnionUscc) return &organization->union_uscc;
  if (key == kUnionUsccAbsentReason) return &organization->union_uscc_absent_reason;
  if (key == kUnitUscc) return &organization->unit_uscc;
  if (key == kUnitUsccAbsentReason) return &organization->unit_uscc_absent_reason;
  if (key == kUnitName) return &organization->unit_name;
  return nullptr;
}

bool Sets(const FieldValues& values, absl::string_view key) {
  const auto found = values.find(std::string(key));
  return found != values.end() && !found->second.empty();
}

}  // namespace

std::vector<std::string> Organization::Names() const {
  std::vector<std::string> names;
  if (!union_name.empty()) names.push_back(union_name);
  for (std::string& name : OtherNames()) names.push_back(std::move(name));
  return names;
}

std::vector<std::string> Organization::OtherNames() const {
  std::vector<std::string> names;
  if (!union_short_name.empty()) names.push_back(union_short_name);
  names.insert(names.end(), aliases.begin(), aliases.end());
  return names;
}

bool operator==(const Organization& a, const Organization& b) {
  return a.id == b.id && a.parent == b.parent && a.union_name == b.union_name &&
         a.union_short_name == b.union_short_name && a.aliases == b.aliases &&
         a.union_kind == b.union_kind && a.union_uscc == b.union_uscc &&
         a.union_uscc_absent_reason == b.union_uscc_absent_reason && a.unit_uscc == b.unit_uscc &&
         a.unit_uscc_absent_reason == b.unit_uscc_absent_reason && a.unit_name == b.unit_name &&
         a.established_on == b.established_on && a.attributes == b.attributes &&
         a.contacts.tag == b.contacts.tag && a.closed == b.closed &&
         a.closing_document == b.closing_document && a.collected == b.collected;
}

bool IsContactField(const form::Field& field) {
  switch (field.type) {
    case form::FieldType::kPersonName:
    case form::FieldType::kMobile:
    case form::FieldType::kPhone:
    case form::FieldType::kDocumentNumber:
      return true;
    default:
      return absl::StartsWith(field.key, "chair_") || absl::StartsWith(field.key, "contact_") ||
             absl::StartsWith(field.key, "bank_");
  }
}

void ApplyFields(const FieldValues& values, Organization* organization) {
  const std::vector<std::string> former = {organization->union_name,
                                           organization->union_short_name};
  for (const auto& [key, value] : values) {
    if (std::string* member = MemberOf(key, organization)) {
      *member = value;
    } else if (key == kEstablishedOn) {
      organization->established_on = gb::ParseDate(value).value;
    } else if (key == kAliases) {
      continue;  // last, when the other names stand
    } else if (value.empty()) {
      organization->attributes.erase(key);
    } else {
      organization->attributes[key] = value;
    }
  }
  if (Sets(values, kUnionUscc) && !Sets(values, kUnionUsccAbsentReason)) {
    organization->union_uscc_absent_reason.clear();
  }
  if (Sets(values, kUnitUscc) && !Sets(values, kUnitUsccAbsentReason)) {
    organization->unit_uscc_absent_reason.clear();
  }
  std::vector<std::string> aliases;
  const auto given = values.find(std::string(kAliases));
  if (given == values.end()) {
    aliases.swap(organization->aliases);  // one may have become the name itself
  } else {
    aliases = SplitAliases(given->second);
    organization->aliases.clear();
  }
  AddAliases(aliases, organization);
  AddAliases(former, organization);  // a renamed union is still found under the name people know
}

std::string FieldValue(const Organization& organization, absl::string_view key) {
  if (const std::string* member = MemberOf(key, &organization)) return *member;
  if (key == kEstablishedOn) {
    return organization.established_on ? gb::ToString(*organization.established_on) : "";
  }
  const auto found = organization.attributes.find(std::string(key));
  return found == organization.attributes.end() ? "" : found->second;
}

std::vector<std::string> SplitAliases(absl::string_view cell) {
  const std::string unified = absl::StrReplaceAll(cell, {{"｜", "|"}, {"、", "|"}});
  std::vector<std::string> names;
  for (const absl::string_view name : absl::StrSplit(unified, '|')) {
    const absl::string_view trimmed = text::TrimBlanks(name);
    if (!trimmed.empty()) names.emplace_back(trimmed);
  }
  return names;
}

void AddAliases(const std::vector<std::string>& names, Organization* organization) {
  for (const std::string& name : names) {
    if (organization->aliases.size() >= kMaxAliases) return;
    if (!NormalizeName(name).empty() && !Bears(*organization, name)) {
      organization->aliases.push_back(name);
    }
  }
}

std::string NormalizeName(absl::string_view name) { return text::NormalizeLabel(name); }

bool Bears(const Organization& organization, absl::string_view name) {
  const std::string wanted = NormalizeName(name);
  const std::vector<std::string> names = organization.Names();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& own) { return NormalizeName(own) == wanted; });
}

}  // namespace mingce::registry
