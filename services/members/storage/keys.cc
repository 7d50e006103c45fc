#include "services/members/storage/keys.h"

#include "lib/base/day.h"
#include "lib/kv/key_codec.h"

namespace mingce::members {
namespace {

std::string Start(Table table) { return std::string(1, static_cast<char>(table)); }

std::string TextKey(Table table, absl::string_view text) {
  std::string key = Start(table);
  kv::PutText(&key, text);
  return key;
}

}  // namespace

std::string FeedCursorKey(absl::string_view feed) { return TextKey(Table::kFeedCursor, feed); }
std::string MemberCountKey() { return TextKey(Table::kCount, "members"); }
std::string MemberKey(const MemberId& id) { return TextKey(Table::kMember, id.text()); }

std::string LastMemberByDocumentKey() {
  return MemberByDocumentPrefix().append(sizeof(seal::Tag), '\xFF');
}

std::string MemberByDocumentPrefix() { return Start(Table::kMemberByDocument); }

std::string MemberByDocumentKey(const seal::Tag& document) {
  return MemberByDocumentPrefix().append(document.begin(), document.end());
}

std::string MembersOfOrganizationPrefix(const OrganizationId& organization) {
  return TextKey(Table::kMemberByOrganization, organization.text());
}

std::string MemberByOrganizationKey(const OrganizationId& organization, const MemberId& member) {
  std::string key = MembersOfOrganizationPrefix(organization);
  kv::PutText(&key, member.text());
  return key;
}

std::string MembershipPrefix() { return Start(Table::kMembership); }

std::string MembershipPrefix(const MemberId& member) {
  return TextKey(Table::kMembership, member.text());
}

std::string MembershipKey(const MemberId& member, absl::CivilDay day, std::int64_t revision) {
  std::string key = MembershipPrefix(member);
  kv::PutU64(&key, DayNumber(day));
  kv::PutU64(&key, static_cast<std::uint64_t>(revision));
  return key;
}

std::optional<MembershipPlace> MembershipPlaceOfKey(absl::string_view key) {
  if (key.empty()) return std::nullopt;
  key.remove_prefix(1);
  std::string member;
  std::uint64_t day = 0;
  std::uint64_t revision = 0;
  if (!kv::GetText(&key, &member) || !kv::GetU64(&key, &day) || !kv::GetU64(&key, &revision)) {
    return std::nullopt;
  }
  const std::optional<MemberId> id = MemberId::FromText(member);
  if (!id.has_value() || !key.empty()) return std::nullopt;
  return MembershipPlace{
      .member = *id, .day = DayOfNumber(day), .revision = static_cast<std::int64_t>(revision)};
}

}  // namespace mingce::members
