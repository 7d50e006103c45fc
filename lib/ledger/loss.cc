#include "lib/ledger/loss.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/records.h"

namespace mingce::ledger {

bool ProvesLoss(const absl::Status& refusal, const Cursor& cursor) {
  if (cursor.epoch.empty()) return false;  // the refusals compare it with the stream's own
  const std::string reason = ReasonOf(refusal);
  return reason == ReasonOf(CursorAhead()) || reason == ReasonOf(CursorHashMismatch());
}

absl::Status KeepProofOfLoss(Ledger* ledger, std::uint8_t meta_table, const Cursor& proof) {
  Command command;
  command.decide = [meta_table, sequence = proof.sequence](
                       Transaction& transaction, audit::Entry*) -> absl::StatusOr<std::string> {
    transaction.Put(MetaKey(meta_table, "loss"), absl::StrCat(sequence));
    return std::string();
  };
  MINGCE_RETURN_IF_ERROR(ledger->SubmitAndWait(std::move(command)).status());
  return StoreBehind(proof.sequence);
}

absl::Status CheckNoLossIsProved(const kv::Reader& store, std::uint8_t meta_table) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          store.Get(MetaKey(meta_table, "loss")));
  if (!row.has_value()) return absl::OkStatus();
  std::uint64_t sequence = 0;
  if (!absl::SimpleAtoi(*row, &sequence)) {
    return absl::DataLossError("the store's proof of loss is not readable");
  }
  return StoreBehind(sequence);
}

}  // namespace mingce::ledger
