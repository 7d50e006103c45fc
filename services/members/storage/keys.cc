#include "services/members/storage/keys.h"

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

std::string MemberByDocumentKey(const seal::Tag& document) {
  return Start(Table::kMemberByDocument).append(document.begin(), document.end());
}

std::string MembersOfOrganizationPrefix(const OrganizationId& organization) {
  return TextKey(Table::kMemberByOrganization, organization.text());
}

std::string MemberByOrganizationKey(const OrganizationId& organization, const MemberId& member) {
  std::string key = MembersOfOrganizationPrefix(organization);
  kv::PutText(&key, member.text());
  return key;
}

std::string OrganizationKey(const OrganizationId& id) {
  return TextKey(Table::kOrganization, id.text());
}
std::string OrganizationPrefix() { return Start(Table::kOrganization); }
std::string OrganizationByCodeKey(absl::string_view code) {
  return TextKey(Table::kOrganizationByCode, code);
}
std::string FormKey(absl::string_view id) { return TextKey(Table::kForm, id); }
std::string CodeListKey(absl::string_view id) { return TextKey(Table::kCodeList, id); }
std::string CodeListPrefix() { return Start(Table::kCodeList); }
std::string CampaignKey(absl::string_view id) { return TextKey(Table::kCampaign, id); }

}  // namespace mingce::members
