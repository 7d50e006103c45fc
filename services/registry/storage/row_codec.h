// Rows between memory and bytes. Reading is strict: bytes that are not a row are a damaged store
// and give DATA_LOSS.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "mingce/type/date.pb.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/quota_plan.h"

namespace mingce::registry {

std::string EncodeOrganization(const Organization& organization);
absl::StatusOr<Organization> DecodeOrganization(const OrganizationId& id, absl::string_view row);

std::string EncodeCampaign(const Campaign& campaign);
absl::StatusOr<Campaign> DecodeCampaign(absl::string_view id, absl::string_view row);

std::string EncodeQuotaPlan(const QuotaPlan& plan);
absl::StatusOr<QuotaPlan> DecodeQuotaPlan(absl::string_view row);

void SetDate(const gb::Date& date, type::Date* proto);
gb::Date DateOf(const type::Date& proto);

// DATA_LOSS. `what` names a table, never a value.
absl::Status UnreadableRow(absl::string_view what);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_
