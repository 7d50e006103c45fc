#include "services/reporting/storage/keys.h"

#include <limits>
#include <utility>

#include "lib/base/day.h"
#include "lib/kv/key_codec.h"

namespace mingce::reporting {
namespace {

std::string TextKey(Table table, absl::string_view text) {
  std::string key = TablePrefix(table);
  kv::PutText(&key, text);
  return key;
}

std::string VersionKey(Table table, absl::string_view id, absl::CivilDay day,
                       std::int64_t revision) {
  std::string key = TextKey(table, id);
  kv::PutU64(&key, DayNumber(day));
  kv::PutU64(&key, static_cast<std::uint64_t>(revision));
  return key;
}

bool TakeTable(absl::string_view* key, Table table) {
  if (key->empty() || static_cast<std::uint8_t>(key->front()) != static_cast<std::uint8_t>(table)) {
    return false;
  }
  key->remove_prefix(1);
  return true;
}

}  // namespace

std::string TablePrefix(Table table) { return std::string(1, static_cast<char>(table)); }

std::vector<Table> TablesOf(Feed feed) {
  switch (feed) {
    case Feed::kRegistry:
      return {Table::kOrganizationVersion, Table::kCampaign, Table::kQuotaPlanVersion,
              Table::kRegistryMirror};
    case Feed::kMembers:
      return {Table::kMembershipVersion};
  }
  return {};
}

std::string FeedCursorKey(Feed feed) { return TextKey(Table::kFeedCursor, FeedName(feed)); }

std::string CampaignKey(const CampaignId& campaign) {
  return TextKey(Table::kCampaign, campaign.text());
}

std::string OrganizationVersionKey(const OrganizationId& organization, absl::CivilDay day,
                                   std::int64_t revision) {
  return VersionKey(Table::kOrganizationVersion, organization.text(), day, revision);
}

std::string MembershipVersionKey(const MemberId& member, absl::CivilDay day,
                                 std::int64_t revision) {
  return VersionKey(Table::kMembershipVersion, member.text(), day, revision);
}

std::string QuotaPlanVersionKey(const CampaignId& campaign, absl::CivilDay day,
                                std::int64_t revision) {
  return VersionKey(Table::kQuotaPlanVersion, campaign.text(), day, revision);
}

std::string MembershipPrefix(const MemberId& member) {
  return TextKey(Table::kMembershipVersion, member.text());
}

bool ParseCampaignKey(absl::string_view key, std::string* campaign) {
  std::string read;
  if (!TakeTable(&key, Table::kCampaign) || !kv::GetText(&key, &read) || !key.empty() ||
      read.empty()) {
    return false;
  }
  *campaign = std::move(read);
  return true;
}

bool ParseVersionKey(absl::string_view key, Table table, std::string* id, absl::CivilDay* day,
                     std::int64_t* revision) {
  std::string read;
  std::uint64_t number = 0;
  std::uint64_t count = 0;
  if (!TakeTable(&key, table) || !kv::GetText(&key, &read) || read.empty() ||
      !kv::GetU64(&key, &number) || !kv::GetU64(&key, &count) || !key.empty() ||
      number > DayNumber(absl::CivilDay(9999, 12, 31)) ||
      count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return false;
  }
  const absl::CivilDay of_number = DayOfNumber(number);
  if (DayNumber(of_number) != number) return false;  // no day of the calendar
  *id = std::move(read);
  *day = of_number;
  *revision = static_cast<std::int64_t>(count);
  return true;
}

}  // namespace mingce::reporting
