// Every key of reporting's store. lib/kv/key_codec.h spells the parts.
//
//   table                 number  key after the table byte                  value
//   meta                  0x01    see lib/ledger/store_identity.h           identity of the store
//   -                     0x02    request, 0x03 event, 0x04 audit: of a ledger; reporting has none
//   feed_cursor           0x05    text feed name                            mingce.type.Cursor
//   organization_version  0x11    text organization, u64 day, u64 revision  OrganizationVersionRow
//   membership_version    0x19    text member, u64 day, u64 revision        MembershipVersionRow
//   campaign              0x28    text campaign                             CampaignRow
//   quota_plan_version    0x31    text campaign, u64 day, u64 revision      QuotaPlanVersionRow
//   registry_mirror       0x40    see services/registry/mirror              what calls' rights need
//
// A day is a DayNumber (lib/base/day.h). Versions are put and never changed, so the store is the
// same, byte for byte, in whatever order and however often its events came. Figures are not stored:
// they are made of the versions when the service starts.
//
// Nothing personal is stored: a member is a random reference. A table number once used is never
// used again (0x10, 0x18, 0x20 and 0x30 were those of format 1); what is stored can be deleted and
// is built again from the feeds.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// What ledger::CheckStoreIdentity is told.
inline constexpr std::uint32_t kStoreFormat = 2;

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kFeedCursor = 0x05,
  kOrganizationVersion = 0x11,
  kMembershipVersion = 0x19,
  kCampaign = 0x28,
  kQuotaPlanVersion = 0x31,
  kRegistryMirror = 0x40,
};

std::string TablePrefix(Table table);

// What a feed is folded into.
std::vector<Table> TablesOf(Feed feed);

std::string FeedCursorKey(Feed feed);
std::string CampaignKey(const CampaignId& campaign);
std::string OrganizationVersionKey(const OrganizationId& organization, absl::CivilDay day,
                                   std::int64_t revision);
std::string MembershipVersionKey(const MemberId& member, absl::CivilDay day, std::int64_t revision);
std::string QuotaPlanVersionKey(const CampaignId& campaign, absl::CivilDay day,
                                std::int64_t revision);
// Of all versions of one membership.
std::string MembershipPrefix(const MemberId& member);

// The parts of a key of its table; false, and nothing changed, when it is not one.
[[nodiscard]] bool ParseCampaignKey(absl::string_view key, std::string* campaign);
// Of each of the three tables of versions.
[[nodiscard]] bool ParseVersionKey(absl::string_view key, Table table, std::string* id,
                                   absl::CivilDay* day, std::int64_t* revision);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
