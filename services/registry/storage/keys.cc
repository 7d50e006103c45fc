#include "services/registry/storage/keys.h"

#include "lib/kv/key_codec.h"

namespace mingce::registry {
namespace {

std::string WithText(Table table, absl::string_view text) {
  std::string key = TablePrefix(table);
  kv::PutText(&key, text);
  return key;
}

absl::string_view TextOf(const std::optional<OrganizationId>& id) {
  return id.has_value() ? absl::string_view(id->text()) : absl::string_view();
}

std::uint64_t DayNumber(const gb::Date& day) {
  return static_cast<std::uint64_t>(day.year) * 10'000 +
         static_cast<std::uint64_t>(day.month) * 100 + static_cast<std::uint64_t>(day.day);
}

}  // namespace

std::string TablePrefix(Table table) { return std::string(1, static_cast<char>(table)); }

std::string OrganizationKey(const OrganizationId& id) {
  return WithText(Table::kOrganization, id.text());
}

std::string VersionPrefix(const OrganizationId& id) { return WithText(Table::kVersion, id.text()); }

std::string VersionKey(const OrganizationId& id, const gb::Date& day, std::int64_t revision) {
  std::string key = VersionPrefix(id);
  kv::PutU64(&key, DayNumber(day));
  kv::PutU64(&key, static_cast<std::uint64_t>(revision));
  return key;
}

std::string UnionCodeKey(absl::string_view code) { return WithText(Table::kUnionCode, code); }

std::string UnitCodeKey(absl::string_view code) { return WithText(Table::kUnitCode, code); }

std::string ChildPrefix(const std::optional<OrganizationId>& parent) {
  return WithText(Table::kChild, TextOf(parent));
}

std::string ChildKey(const std::optional<OrganizationId>& parent, const OrganizationId& id) {
  std::string key = ChildPrefix(parent);
  kv::PutText(&key, id.text());
  return key;
}

std::string NamePrefix(const std::optional<OrganizationId>& parent,
                       absl::string_view normalized_name) {
  std::string key = WithText(Table::kName, TextOf(parent));
  kv::PutText(&key, normalized_name);
  return key;
}

std::string NameKey(const std::optional<OrganizationId>& parent, absl::string_view normalized_name,
                    const OrganizationId& id) {
  std::string key = NamePrefix(parent, normalized_name);
  kv::PutText(&key, id.text());
  return key;
}

std::string PlannedUnitPrefix(const std::optional<OrganizationId>& parent) {
  return WithText(Table::kPlannedUnit, TextOf(parent));
}

std::string PlannedUnitKey(const std::optional<OrganizationId>& parent, const OrganizationId& id) {
  std::string key = PlannedUnitPrefix(parent);
  kv::PutText(&key, id.text());
  return key;
}

std::string CodeHistoryPrefix(absl::string_view code) {
  return WithText(Table::kCodeHistory, code);
}

std::string CodeHistoryKey(absl::string_view code, const OrganizationId& id) {
  std::string key = CodeHistoryPrefix(code);
  kv::PutText(&key, id.text());
  return key;
}

std::string CampaignKey(absl::string_view id) { return WithText(Table::kCampaign, id); }

std::string QuotaPlanKey(absl::string_view campaign, std::int64_t revision) {
  std::string key = WithText(Table::kQuotaPlan, campaign);
  kv::PutU64(&key, static_cast<std::uint64_t>(revision));
  return key;
}

std::string FormKey(absl::string_view id) { return WithText(Table::kForm, id); }

std::string FormOrderPrefix(int subject) {
  std::string key = TablePrefix(Table::kFormOrder);
  kv::PutU64(&key, static_cast<std::uint64_t>(subject));
  return key;
}

std::string FormOrderKey(int subject, std::uint64_t sequence) {
  std::string key = FormOrderPrefix(subject);
  kv::PutU64(&key, sequence);
  return key;
}

std::string CodeListKey(absl::string_view id) { return WithText(Table::kCodeList, id); }

std::string RoleGrantKey(absl::string_view id) { return WithText(Table::kRoleGrant, id); }

std::string GrantOfIdentityPrefix(absl::string_view identity) {
  return WithText(Table::kGrantOfIdentity, identity);
}

std::string GrantOfIdentityKey(absl::string_view identity, absl::string_view grant) {
  std::string key = GrantOfIdentityPrefix(identity);
  kv::PutText(&key, grant);
  return key;
}

std::string IdentityBlockKey(absl::string_view identity) {
  return WithText(Table::kIdentityBlock, identity);
}

std::string FeedCursorKey(absl::string_view feed) { return WithText(Table::kFeedCursor, feed); }

std::string MembershipKey(absl::string_view member) { return WithText(Table::kMembership, member); }

std::string OccupancyKey(const OrganizationId& organization) {
  return WithText(Table::kOccupancy, organization.text());
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
