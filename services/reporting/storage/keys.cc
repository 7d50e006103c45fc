#include "services/reporting/storage/keys.h"

#include <limits>

#include "lib/kv/key_codec.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kDayZero(1970, 1, 1);

// Past this, CivilDay arithmetic overflows; no calendar of ours comes near (year 9999 is day
// 2932896).
constexpr std::uint64_t kLastDay = 10'000'000;

std::string TextKey(Table table, absl::string_view text) {
  std::string key = TablePrefix(table);
  kv::PutText(&key, text);
  return key;
}

bool TakeTable(absl::string_view* key, Table table) {
  if (key->empty() || static_cast<std::uint8_t>(key->front()) != static_cast<std::uint8_t>(table)) {
    return false;
  }
  key->remove_prefix(1);
  return true;
}

bool ParseTextKey(absl::string_view key, Table table, std::string* text) {
  std::string read;
  if (!TakeTable(&key, table) || !kv::GetText(&key, &read) || !key.empty() || read.empty()) {
    return false;
  }
  *text = std::move(read);
  return true;
}

}  // namespace

std::string TablePrefix(Table table) { return std::string(1, static_cast<char>(table)); }

std::string FeedCursorKey(Feed feed) { return TextKey(Table::kFeedCursor, FeedName(feed)); }

std::string OrganizationKey(const OrganizationId& organization) {
  return TextKey(Table::kOrganization, organization.text());
}

std::string MemberKey(const MemberId& member) { return TextKey(Table::kMember, member.text()); }

std::string DayCountKey(const OrganizationId& organization, absl::CivilDay day) {
  std::string key = TextKey(Table::kDayCount, organization.text());
  kv::PutU64(&key, day < kDayZero ? 0 : static_cast<std::uint64_t>(day - kDayZero));
  return key;
}

std::string CampaignKey(const CampaignId& campaign) {
  return TextKey(Table::kCampaign, campaign.text());
}

std::string QuotaPlanKey(const CampaignId& campaign) {
  return TextKey(Table::kQuotaPlan, campaign.text());
}

bool ParseOrganizationKey(absl::string_view key, std::string* organization) {
  return ParseTextKey(key, Table::kOrganization, organization);
}

bool ParseDayCountKey(absl::string_view key, std::string* organization, absl::CivilDay* day) {
  std::string read;
  std::uint64_t number = 0;
  if (!TakeTable(&key, Table::kDayCount) || !kv::GetText(&key, &read) || read.empty() ||
      !kv::GetU64(&key, &number) || !key.empty() || number > kLastDay) {
    return false;
  }
  *organization = std::move(read);
  *day = kDayZero + static_cast<absl::civil_diff_t>(number);
  return true;
}

bool ParseCampaignKey(absl::string_view key, std::string* campaign) {
  return ParseTextKey(key, Table::kCampaign, campaign);
}

}  // namespace mingce::reporting
