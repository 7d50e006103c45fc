#include "services/registry/storage/organization_store.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

// The organisation an index row leads to.
absl::StatusOr<std::optional<Organization>> Follow(const kv::Reader& reader,
                                                   const std::string& index_key) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> text, reader.Get(index_key));
  if (!text.has_value()) return std::nullopt;
  const std::optional<OrganizationId> id = OrganizationId::FromText(*text);
  if (!id.has_value()) return UnreadableRow(index_key);
  return FindOrganization(reader, *id);
}

// The ids that the keys with `prefix` end with.
absl::StatusOr<std::vector<OrganizationId>> IdsUnder(const kv::Reader& reader,
                                                     const std::string& prefix) {
  std::vector<OrganizationId> ids;
  bool readable = true;
  MINGCE_RETURN_IF_ERROR(reader.Scan(prefix, [&](absl::string_view key, absl::string_view) {
    const std::optional<OrganizationId> id = OrganizationIdOfKey(key);
    readable = id.has_value();
    if (readable) ids.push_back(*id);
    return readable;
  }));
  if (!readable) return UnreadableRow(prefix);
  return ids;
}

// The keys of all index rows of an organisation, each with its value.
std::set<std::pair<std::string, std::string>> IndexRows(const Organization& organization) {
  std::set<std::pair<std::string, std::string>> rows;
  rows.emplace(ChildKey(organization.parent, organization.id), "");
  for (const std::string& name : organization.Names()) {
    rows.emplace(NameKey(organization.parent, NormalizeName(name), organization.id), "");
  }
  if (!organization.collected && !organization.closed) {
    rows.emplace(PlannedUnitKey(organization.parent, organization.id), organization.union_name);
  }
  if (!organization.union_uscc.empty()) {
    rows.emplace(UnionCodeKey(organization.union_uscc), organization.id.text());
  }
  if (!organization.unit_uscc.empty()) {
    rows.emplace(UnitCodeKey(organization.unit_uscc), organization.id.text());
  }
  return rows;
}

}  // namespace

absl::StatusOr<std::optional<Organization>> FindOrganization(const kv::Reader& reader,
                                                             const OrganizationId& id) {
  return FindRow<Organization>(reader, OrganizationKey(id));
}

absl::StatusOr<std::optional<Organization>> FindByUnionCode(const kv::Reader& reader,
                                                            absl::string_view code) {
  return Follow(reader, UnionCodeKey(code));
}

absl::StatusOr<std::optional<Organization>> FindByUnitCode(const kv::Reader& reader,
                                                           absl::string_view code) {
  return Follow(reader, UnitCodeKey(code));
}

absl::StatusOr<std::vector<OrganizationId>> ChildrenOf(
    const kv::Reader& reader, const std::optional<OrganizationId>& parent) {
  return IdsUnder(reader, ChildPrefix(parent));
}

absl::StatusOr<std::vector<Organization>> BearersOf(const kv::Reader& reader,
                                                    const std::optional<OrganizationId>& parent,
                                                    absl::string_view name) {
  std::vector<Organization> bearers;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<OrganizationId> ids,
                          IdsUnder(reader, NamePrefix(parent, NormalizeName(name))));
  for (const OrganizationId& id : ids) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> bearer, FindOrganization(reader, id));
    if (!bearer.has_value()) return UnreadableRow(OrganizationKey(id));
    bearers.push_back(*std::move(bearer));
  }
  return bearers;
}

absl::StatusOr<std::vector<std::string>> PlannedBelow(const kv::Reader& reader,
                                                      const std::optional<OrganizationId>& parent) {
  std::vector<std::string> names;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(PlannedUnitPrefix(parent), [&](absl::string_view, absl::string_view name) {
        names.emplace_back(name);
        return true;
      }));
  return names;
}

absl::StatusOr<history::Timeline<Organization>> HistoryOf(const kv::Reader& reader,
                                                          const OrganizationId& id) {
  history::Timeline<Organization> versions;
  MINGCE_RETURN_IF_ERROR(
      VisitRows<Organization>(reader, VersionPrefix(id), "", [&](Organization version) {
        versions.Add({.day = gb::ToCivilDay(version.valid_from),
                      .revision = version.revision,
                      .recorded = version.recorded,
                      .value = version});
        return true;
      }));
  return versions;
}

absl::StatusOr<std::optional<Organization>> VersionOn(const kv::Reader& reader,
                                                      const OrganizationId& id,
                                                      const Moment& moment) {
  MINGCE_ASSIGN_OR_RETURN(const history::Timeline<Organization> versions, HistoryOf(reader, id));
  const history::Version<Organization>* version = versions.On(moment.day, moment.known_at);
  if (version == nullptr) return std::nullopt;
  return version->value;
}

absl::StatusOr<std::optional<Organization>> BearerOfCode(const kv::Reader& reader,
                                                         absl::string_view code,
                                                         const Moment& moment) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<OrganizationId> ids,
                          IdsUnder(reader, CodeHistoryPrefix(code)));
  std::optional<Organization> best;
  const auto rank = [](const Organization& bearer) {
    return std::tuple(!bearer.closed, bearer.valid_from, bearer.id.text());
  };
  for (const OrganizationId& id : ids) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> bearer, VersionOn(reader, id, moment));
    if (!bearer.has_value() || (bearer->union_uscc != code && bearer->unit_uscc != code)) continue;
    if (!best.has_value() || rank(*best) < rank(*bearer)) best = std::move(bearer);
  }
  return best;
}

void PutOrganization(const std::optional<Organization>& before, const Organization& now,
                     ledger::Transaction* transaction) {
  const std::set<std::pair<std::string, std::string>> rows = IndexRows(now);
  if (before.has_value()) {
    for (const auto& row : IndexRows(*before)) {
      if (!rows.contains(row)) transaction->Delete(row.first);
    }
  }
  for (const auto& [key, value] : rows) transaction->Put(key, value);
  PutRow(now, transaction);
}

void PutVersion(const Organization& version, ledger::Transaction* transaction) {
  transaction->Put(VersionKey(version.id, version.valid_from, version.revision),
                   EncodeRow(version));
  for (const std::string* code : {&version.union_uscc, &version.unit_uscc}) {
    if (!code->empty()) transaction->Put(CodeHistoryKey(*code, version.id), "");
  }
}

}  // namespace mingce::registry
