// Organisations as rows: what is now, what was, and the indexes that lead to them. Knows bytes,
// knows no rules. Reads work on any kv::Reader: a store, a snapshot, or a transaction with what it
// staged.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ORGANIZATION_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ORGANIZATION_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "lib/history/timeline.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "services/registry/domain/organization.h"

namespace mingce::registry {

absl::StatusOr<std::optional<Organization>> FindOrganization(const kv::Reader& reader,
                                                             const OrganizationId& id);

// The organisation that holds a canonical code.
absl::StatusOr<std::optional<Organization>> FindByUnionCode(const kv::Reader& reader,
                                                            absl::string_view code);
absl::StatusOr<std::optional<Organization>> FindByUnitCode(const kv::Reader& reader,
                                                           absl::string_view code);

// The organisations directly below `parent` now, closed ones included, in the order of their ids;
// without a parent: the county, or none.
absl::StatusOr<std::vector<OrganizationId>> ChildrenOf(const kv::Reader& reader,
                                                       const std::optional<OrganizationId>& parent);

// Those directly below `parent` that bear `name` (any spelling NormalizeName makes equal), closed
// ones included.
absl::StatusOr<std::vector<Organization>> BearersOf(const kv::Reader& reader,
                                                    const std::optional<OrganizationId>& parent,
                                                    absl::string_view name);

// The names of the planned units directly below `parent`: open ones that nobody has collected yet.
absl::StatusOr<std::vector<std::string>> PlannedBelow(const kv::Reader& reader,
                                                      const std::optional<OrganizationId>& parent);

// All versions of an organisation; empty for one that is not there.
absl::StatusOr<history::Timeline<Organization>> HistoryOf(const kv::Reader& reader,
                                                          const OrganizationId& id);

// A day, and the moment of what was known of it.
struct Moment {
  absl::CivilDay day;
  absl::Time known_at = absl::InfiniteFuture();
};

// The version in force then; nullopt when it did not exist yet, or was not known of.
absl::StatusOr<std::optional<Organization>> VersionOn(const kv::Reader& reader,
                                                      const OrganizationId& id,
                                                      const Moment& moment);

// The organisation that bore a canonical code then, of either type. A unit whose union was
// abolished may have founded another one: one in force comes first, then the one that changed last.
absl::StatusOr<std::optional<Organization>> BearerOfCode(const kv::Reader& reader,
                                                         absl::string_view code,
                                                         const Moment& moment);

// Stages `now` as the organisation's row and keeps the indexes right. `before` is the row it
// replaces; absent for a new one.
void PutOrganization(const std::optional<Organization>& before, const Organization& now,
                     ledger::Transaction* transaction);
// Stages one version, under `version.valid_from` and `version.revision`.
void PutVersion(const Organization& version, ledger::Transaction* transaction);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ORGANIZATION_STORE_H_
