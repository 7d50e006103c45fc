// Every key of reporting's store. lib/kv/key_codec.h spells the parts.
//
//   table  number  key after the table byte                     value
//   meta           0x01  see lib/ledger/store_identity.h        identity of the store
//   -              0x02  request, 0x03 event, 0x04 audit: of a ledger; reporting has none
//   feed_cursor    0x05  text feed name                         mingce.type.Cursor
//   organization   0x10  text organization                      OrganizationRow
//   member         0x18  text member                            MemberRow
//   day_count      0x20  text organization, u64 day             DayCountRow, never all zero
//   campaign       0x28  text campaign                          CampaignRow
//   quota_plan     0x30  text campaign                          QuotaPlanRow, the newest revision
//
// A day is the number of days from 1970-01-01 to that Beijing day; an earlier day counts as day 0.
// Nothing personal is stored: a member is a random reference. A table number once used is never
// used again; what is stored can be deleted and is built again from the feeds.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kFeedCursor = 0x05,
  kOrganization = 0x10,
  kMember = 0x18,
  kDayCount = 0x20,
  kCampaign = 0x28,
  kQuotaPlan = 0x30,
};

std::string TablePrefix(Table table);

std::string FeedCursorKey(Feed feed);
std::string OrganizationKey(const OrganizationId& organization);
std::string MemberKey(const MemberId& member);
std::string DayCountKey(const OrganizationId& organization, absl::CivilDay day);
std::string CampaignKey(const CampaignId& campaign);
std::string QuotaPlanKey(const CampaignId& campaign);

// The parts of a key of its table; false, and nothing changed, when it is not one.
[[nodiscard]] bool ParseOrganizationKey(absl::string_view key, std::string* organization);
[[nodiscard]] bool ParseDayCountKey(absl::string_view key, std::string* organization,
                                    absl::CivilDay* day);
[[nodiscard]] bool ParseCampaignKey(absl::string_view key, std::string* campaign);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
