#include "services/reporting/app/apply_registry.h"

#include <utility>

#include "lib/base/status_macros.h"

namespace mingce::reporting {

absl::Status ApplyRegistry(Projection* projection, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion, absl::Span<const RegistryEvent> events,
                           const ledger::Cursor* after) {
  MINGCE_ASSIGN_OR_RETURN(registry::mirror::Change change, mirror->Prepare(portion));
  MINGCE_RETURN_IF_ERROR(projection->ApplyRegistry(events, after, change.rows));
  mirror->Publish(std::move(change));
  return absl::OkStatus();
}

}  // namespace mingce::reporting
