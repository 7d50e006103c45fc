// ImportMembers: up to 500 rows, one atomic and durable write, every row answered.

#ifndef MINGCE_SERVICES_MEMBERS_APP_IMPORT_MEMBERS_H_
#define MINGCE_SERVICES_MEMBERS_APP_IMPORT_MEMBERS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "lib/ledger/ledger.h"
#include "services/members/app/decide_rows.h"
#include "services/members/app/prepare_row.h"
#include "services/members/app/roll.h"

namespace mingce::members {

// 500 rows are about 200 KiB on the wire and 5 ms of the writer: large enough that the fsync does
// not count, small enough that an eligibility check behind one waits unnoticed.
inline constexpr std::size_t kMaxImportRows = 500;

struct ImportRequest {
  std::string campaign;  // id
  std::vector<std::string> columns;
  std::vector<ImportRow> rows;
  std::optional<OrganizationId> default_organization;
  bool validate_only = false;
  ledger::RequestKey key;
};

// Spells the answer for the ledger to keep; called on the writer's thread.
using EncodeResults = std::function<std::string(const std::vector<RowResult>&)>;

// Decides on this thread, puts on the writer's. `done` gets the encoded results, now or those of
// the first time, once they are durable. The ledger keeps them sealed. Errors: see
// members_service.proto.
void ImportMembers(const Roll& roll, const Call& call, const ImportRequest& request,
                   EncodeResults encode, std::function<void(absl::StatusOr<std::string>)> done);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_IMPORT_MEMBERS_H_
