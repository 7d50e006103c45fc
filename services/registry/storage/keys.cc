#include "services/registry/storage/keys.h"

#include "lib/base/day.h"
#include "lib/kv/key_codec.h"

namespace mingce::registry {
namespace {

void Put(std::string* key, absl::string_view text) { kv::PutText(key, text); }
void Put(std::string* key, const OrganizationId& id) { kv::PutText(key, id.text()); }
void Put(std::string* key, const std::optional<OrganizationId>& id) {
  kv::PutText(key, id.has_value() ? absl::string_view(id->text()) : absl::string_view());
}
void Put(std::string* key, std::uint64_t number) { kv::PutU64(key, number); }
void Put(std::string* key, std::int64_t number) { Put(key, static_cast<std::uint64_t>(number)); }
void Put(std::string* key, int number) { Put(key, static_cast<std::uint64_t>(number)); }

template <typename... Parts>
std::string Key(Table table, const Parts&... parts) {
  std::string key = TablePrefix(table);
  (Put(&key, parts), ...);
  return key;
}

}  // namespace

std::string TablePrefix(Table table) { return std::string(1, static_cast<char>(table)); }

std::string OrganizationKey(const OrganizationId& id) { return Key(Table::kOrganization, id); }

std::string VersionPrefix(const OrganizationId& id) { return Key(Table::kVersion, id); }

std::string VersionKey(const OrganizationId& id, const gb::Date& day, std::int64_t revision) {
  return Key(Table::kVersion, id, DayNumber(gb::ToCivilDay(day)), revision);
}

std::string UnionCodeKey(absl::string_view code) { return Key(Table::kUnionCode, code); }

std::string UnitCodeKey(absl::string_view code) { return Key(Table::kUnitCode, code); }

std::string ChildPrefix(const std::optional<OrganizationId>& parent) {
  return Key(Table::kChild, parent);
}

std::string ChildKey(const std::optional<OrganizationId>& parent, const OrganizationId& id) {
  return Key(Table::kChild, parent, id);
}

std::string NamePrefix(const std::optional<OrganizationId>& parent,
                       absl::string_view normalized_name) {
  return Key(Table::kName, parent, normalized_name);
}

std::string NameKey(const std::optional<OrganizationId>& parent, absl::string_view normalized_name,
                    const OrganizationId& id) {
  return Key(Table::kName, parent, normalized_name, id);
}

std::string PlannedUnitPrefix(const std::optional<OrganizationId>& parent) {
  return Key(Table::kPlannedUnit, parent);
}

std::string PlannedUnitKey(const std::optional<OrganizationId>& parent, const OrganizationId& id) {
  return Key(Table::kPlannedUnit, parent, id);
}

std::string CodeHistoryPrefix(absl::string_view code) { return Key(Table::kCodeHistory, code); }

std::string CodeHistoryKey(absl::string_view code, const OrganizationId& id) {
  return Key(Table::kCodeHistory, code, id);
}

std::string CampaignKey(absl::string_view id) { return Key(Table::kCampaign, id); }

std::string QuotaPlanKey(absl::string_view campaign, std::int64_t revision) {
  return Key(Table::kQuotaPlan, campaign, revision);
}

std::string FormKey(absl::string_view id) { return Key(Table::kForm, id); }

std::string FormOrderPrefix(int subject) { return Key(Table::kFormOrder, subject); }

std::string FormOrderKey(int subject, std::uint64_t sequence) {
  return Key(Table::kFormOrder, subject, sequence);
}

std::string CodeListKey(absl::string_view id) { return Key(Table::kCodeList, id); }

std::string RoleGrantKey(absl::string_view id) { return Key(Table::kRoleGrant, id); }

std::string GrantOfIdentityPrefix(absl::string_view identity) {
  return Key(Table::kGrantOfIdentity, identity);
}

std::string GrantOfIdentityKey(absl::string_view identity, absl::string_view grant) {
  return Key(Table::kGrantOfIdentity, identity, grant);
}

std::string IdentityBlockKey(absl::string_view identity) {
  return Key(Table::kIdentityBlock, identity);
}

std::string ClockConfirmationKey(absl::string_view event) {
  return Key(Table::kClockConfirmation, event);
}

std::string FeedCursorKey(absl::string_view feed) { return Key(Table::kFeedCursor, feed); }

std::string MembershipKey(absl::string_view member) { return Key(Table::kMembership, member); }

std::string OccupancyKey(const OrganizationId& organization) {
  return Key(Table::kOccupancy, organization);
}

std::optional<OrganizationId> OrganizationIdOfKey(absl::string_view key) {
  if (!key.empty()) key.remove_prefix(1);
  std::string last;
  while (!key.empty()) {
    if (!kv::GetText(&key, &last)) return std::nullopt;
  }
  return OrganizationId::FromText(last);
}

std::optional<std::string> TextIdOfKey(absl::string_view key) {
  if (!key.empty()) key.remove_prefix(1);
  std::string id;
  if (!kv::GetText(&key, &id) || !key.empty()) return std::nullopt;
  return id;
}

}  // namespace mingce::registry
