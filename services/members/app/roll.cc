#include "services/members/app/roll.h"

#include <cstdint>
#include <string>
#include <utility>

#include "lib/base/status_macros.h"

namespace mingce::members {

absl::Status ApplyRegistry(ledger::Ledger* ledger, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion) {
  MINGCE_ASSIGN_OR_RETURN(registry::mirror::Change change, mirror->Prepare(portion));
  ledger::Command command;
  command.weight = static_cast<std::uint32_t>(change.rows.size());
  command.decide = [&change](ledger::Transaction& transaction,
                             audit::Entry*) -> absl::StatusOr<std::string> {
    for (auto& [key, value] : change.rows) transaction.Put(std::move(key), std::move(value));
    return std::string();
  };
  MINGCE_RETURN_IF_ERROR(ledger->SubmitAndWait(std::move(command)).status());
  mirror->Publish(std::move(change));
  return absl::OkStatus();
}

}  // namespace mingce::members
