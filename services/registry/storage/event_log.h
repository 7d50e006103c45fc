// What the registry tells the other services: each function appends one event, its envelope filled,
// to a transaction. No event holds personal data: contacts have no field to stand in.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_EVENT_LOG_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_EVENT_LOG_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/ledger/transaction.h"
#include "mingce/type/form.pb.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/quota_plan.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// Appends the events of one request to one transaction.
class EventLog {
 public:
  // `transaction` outlives the log; `request_id` becomes the correlation id of each event.
  EventLog(ledger::Transaction* transaction, std::string request_id)
      : transaction_(transaction), request_id_(std::move(request_id)) {}

  // `time`: since when it is true.
  void OrganizationCreated(const Organization& now, const UnionKinds& kinds, absl::Time time);
  // What happened follows from the difference: an end, a move, or else an update.
  void OrganizationChanged(const Organization& before, const Organization& now,
                           const UnionKinds& kinds, absl::Time time);
  void CodeListPublished(const type::CodeList& list);
  void FormPublished(const type::Form& form);
  void CampaignCreated(const Campaign& campaign);
  void QuotaPlanSet(absl::string_view campaign, std::int64_t revision, const QuotaPlan& plan);

 private:
  ledger::Transaction* const transaction_;
  const std::string request_id_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_EVENT_LOG_H_
