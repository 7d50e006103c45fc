#include "services/registry/app/clock_confirmations.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/request_fields.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

// Whether `text` is an event's id, `{epoch}-{sequence}` with a sequence from 1.
bool IsEventId(absl::string_view text) {
  const absl::string_view epoch = text.substr(0, kOpaqueIdLength);
  std::uint64_t sequence = 0;
  return IsOpaqueId(epoch) && text.size() > kOpaqueIdLength &&
         absl::SimpleAtoi(text.substr(kOpaqueIdLength + 1), &sequence) && sequence > 0 &&
         text == absl::StrCat(epoch, "-", sequence);
}

absl::StatusOr<ClockConfirmation> ConfirmationFor(const Call& call, const std::string& event,
                                                  const std::string& document_number) {
  if (!IsEventId(event)) return EventIdInvalid();
  ClockConfirmation confirmation{
      .event = event, .document_number = {}, .confirmed_by = call.identity, .recorded = {}};
  MINGCE_ASSIGN_OR_RETURN(confirmation.document_number,
                          DocumentNumber("document_number", document_number));
  return confirmation;
}

absl::StatusOr<ClockConfirmation> Decide(ClockConfirmation confirmation,
                                         ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(
      std::optional<ClockConfirmation> before,
      FindRow<ClockConfirmation>(*transaction, ClockConfirmationKey(confirmation.event)));
  if (before.has_value()) return *std::move(before);
  confirmation.recorded = transaction->now();
  PutRow(confirmation, transaction);
  transaction->AppendEvent(ClockConfirmed(confirmation));
  return confirmation;
}

}  // namespace

void ConfirmClock(const Register& parts, const Call& call, const std::string& event,
                  const std::string& document_number, Mutation mutation,
                  Done<ClockConfirmation> done) {
  absl::StatusOr<ClockConfirmation> prepared = ConfirmationFor(call, event, document_number);
  // What is no event's id could be anything, a person's number too.
  AuditSubject about{.subject = IsEventId(event) ? event : "", .organization = ""};
  SubmitMutation<ClockConfirmation>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [prepared =
           std::move(prepared)](const Decision& decision) -> absl::StatusOr<ClockConfirmation> {
        if (!prepared.ok()) return prepared.status();
        return Decide(*prepared, decision.transaction);
      },
      std::move(done));
}

}  // namespace mingce::registry
