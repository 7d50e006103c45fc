// The registry's organisations: their versions, how they are now, and the indexes made of both.
//
//   versions               ⇒ the row as it is now, the newest of them; code history
//   the row as it is now   ⇒ union code, unit code, child, name, planned unit
//
// The code of a unit whose union was closed may found another one, so that of a closed one a row in
// the index by unit code is taken as it is found, and a missing one cannot be told.

#ifndef MINGCE_CLI_STORE_ORGANIZATION_TABLES_H_
#define MINGCE_CLI_STORE_ORGANIZATION_TABLES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "cli/store/look.h"
#include "cli/store/revisions.h"
#include "mingce/registry/storage/v1/rows.pb.h"

namespace mingce::cli::store {

class OrganizationTables {
 public:
  explicit OrganizationTables(const Look& look) : look_(look) {}

  // False for a key of another table.
  bool Row(std::uint8_t table, absl::string_view key, absl::string_view value);
  // Not OK: another read failed (STORE_DAMAGED).
  absl::Status End();

  std::uint64_t organizations() const { return organizations_; }

 private:
  using OrganizationRow = registry::storage::v1::OrganizationRow;

  void Now(absl::string_view key, absl::string_view value);
  void Version(absl::string_view key, absl::string_view value);
  void Index(std::uint8_t table, absl::string_view key, absl::string_view value);
  void ExpectIndexes(const std::string& id, const OrganizationRow& row);
  void EndOfVersions();

  const Look look_;
  std::uint64_t organizations_ = 0;
  absl::Status failure_;

  // Whose versions are being read: they stand together, by day and revision.
  struct Group {
    std::string id;
    std::string last_key;
    std::string newest;           // as bytes
    std::set<std::string> codes;  // that any version bears
    Revisions revisions;
  };
  std::optional<Group> group_;
};

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_ORGANIZATION_TABLES_H_
