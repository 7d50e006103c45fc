#include "cli/store/organization_tables.h"

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"
#include "cli/store/registry_relations.h"
#include "lib/text/normalize.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::cli::store {
namespace {

using registry::storage::v1::OrganizationRow;
using OrganizationSaid = registry::events::v1::OrganizationVersion;

bool IsSound(const OrganizationRow& row) {
  return (row.parent().empty() || IsId(row.parent())) && row.revision() >= 1 &&
         DayNumberOf(row.valid_from()).has_value();
}

// Without empty ones but aliases.
std::vector<std::string> OtherNames(const OrganizationRow& row) {
  std::vector<std::string> names;
  if (!row.union_short_name().empty()) names.push_back(row.union_short_name());
  names.insert(names.end(), row.aliases().begin(), row.aliases().end());
  return names;
}

// What the events say of the version.
OrganizationSaid Said(const std::string& id, const OrganizationRow& row) {
  OrganizationSaid said;
  said.set_name(absl::StrCat("organizations/", id));
  if (!row.parent().empty()) said.set_parent(absl::StrCat("organizations/", row.parent()));
  said.set_union_name(row.union_name());
  said.set_unit_name(row.unit_name());
  said.set_union_kind_code(row.union_kind_code());
  said.set_union_uscc(row.union_uscc());
  said.set_unit_uscc(row.unit_uscc());
  for (const std::string& name : OtherNames(row)) said.add_aliases(name);
  said.set_collected(row.collected());
  said.set_closed(row.closed());
  said.set_may_own_members(row.may_own_members());
  if (row.collected() && row.has_established_on()) {
    *said.mutable_established_on() = row.established_on();
  }
  *said.mutable_effective_on() = row.valid_from();
  said.set_revision(row.revision());
  return said;
}

}  // namespace

bool OrganizationTables::Row(std::uint8_t table, absl::string_view key, absl::string_view value) {
  switch (table) {
    case kOrganizationTable:
      Now(key, value);
      return true;
    case kVersionTable:
      Version(key, value);
      return true;
    case kUnionCodeTable:
    case kUnitCodeTable:
    case kChildTable:
    case kNameTable:
    case kPlannedUnitTable:
    case kCodeHistoryTable:
      Index(table, key, value);
      return true;
    default:
      return false;
  }
}

void OrganizationTables::Now(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string id = parts.Text();
  if (!parts.done() || !IsId(id)) return look_.findings->Add(UnknownRow("organization", key));
  ++organizations_;
  OrganizationRow row;
  if (!Parse(value, &row) || !IsSound(row)) {
    return look_.findings->Add(UnreadableRow("organization", key));
  }
  look_.matching->Found(kOrganizations, key, BytesOf(row), id);
  ExpectIndexes(id, row);
}

void OrganizationTables::ExpectIndexes(const std::string& id, const OrganizationRow& row) {
  const std::string& parent = row.parent();
  look_.matching->Expect(kChildren, Key(kChildTable).Text(parent).Text(id).str(), "", id);
  std::set<std::string> names;  // as they are compared
  if (!row.union_name().empty()) names.insert(text::NormalizeLabel(row.union_name()));
  for (const std::string& name : OtherNames(row)) names.insert(text::NormalizeLabel(name));
  for (const std::string& name : names) {
    look_.matching->Expect(kNames, Key(kNameTable).Text(parent).Text(name).Text(id).str(), "", id);
  }
  if (!row.collected() && !row.closed()) {
    look_.matching->Expect(kPlannedUnits, Key(kPlannedUnitTable).Text(parent).Text(id).str(),
                           row.union_name(), id);
  }
  if (!row.union_uscc().empty()) {
    look_.matching->Expect(kUnionCodes, Key(kUnionCodeTable).Text(row.union_uscc()).str(), id, id);
  }
  if (row.unit_uscc().empty()) return;
  const std::string unit = Key(kUnitCodeTable).Text(row.unit_uscc()).str();
  if (row.closed()) {
    const absl::StatusOr<std::optional<std::string>> holder = look_.store->Get(unit);
    failure_.Update(holder.status());
    if (!holder.ok() || *holder != id) return;  // another one's by now, or nobody's
  }
  look_.matching->Expect(kUnitCodes, unit, id, id);
}

void OrganizationTables::Version(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string id = parts.Text();
  const std::uint64_t day = parts.U64();
  const std::int64_t revision = parts.I64();
  if (!parts.done() || !IsId(id) || !IsDayNumber(day)) {
    return look_.findings->Add(UnknownRow("version", key));
  }
  if (!group_.has_value() || group_->id != id) {
    EndOfVersions();
    group_.emplace();
    group_->id = id;
  }
  OrganizationRow row;
  if (!Parse(value, &row) || !IsSound(row)) {
    return look_.findings->Add(UnreadableRow("version", key));
  }
  if (DayNumberOf(row.valid_from()) != day || row.revision() != revision) {
    look_.findings->Add(MisplacedRow("version", key));
  }
  look_.matching->Found(kVersions, key,
                        Dated(Said(id, row), row.recorded_micros(), row.time_suspect_since()), id);
  group_->revisions.Add(revision);
  for (const std::string& code : {row.union_uscc(), row.unit_uscc()}) {
    if (!code.empty()) group_->codes.insert(code);
  }
  group_->last_key = std::string(key);
  group_->newest = BytesOf(row);
}

void OrganizationTables::EndOfVersions() {
  if (!group_.has_value() || group_->last_key.empty()) return;
  const std::string& id = group_->id;
  group_->revisions.Check("version", group_->last_key, id, look_.findings);
  look_.matching->Expect(kOrganizations, Key(kOrganizationTable).Text(id).str(), group_->newest,
                         id);
  for (const std::string& code : group_->codes) {
    look_.matching->Expect(kCodeHistory, Key(kCodeHistoryTable).Text(code).Text(id).str(), "", id);
  }
}

void OrganizationTables::Index(std::uint8_t table, absl::string_view key, absl::string_view value) {
  const Relation& relation = table == kUnionCodeTable     ? kUnionCodes
                             : table == kUnitCodeTable    ? kUnitCodes
                             : table == kChildTable       ? kChildren
                             : table == kNameTable        ? kNames
                             : table == kPlannedUnitTable ? kPlannedUnits
                                                          : kCodeHistory;
  const bool leads_by_value = table == kUnionCodeTable || table == kUnitCodeTable;
  KeyParts parts(key, 1);
  std::string last = parts.Text();
  if (!leads_by_value) last = parts.Text();
  if (table == kNameTable) last = parts.Text();
  if (!parts.done()) return look_.findings->Add(UnknownRow(relation.table, key));
  if (leads_by_value) last = std::string(value);
  look_.matching->Found(relation, key, value, IsId(last) ? last : "");
}

absl::Status OrganizationTables::End() {
  EndOfVersions();
  return failure_;
}

}  // namespace mingce::cli::store
