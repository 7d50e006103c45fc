#include "services/members/storage/keys.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

const MemberId kMember = MemberId::Parse("0123456789abcdefghjkmnpqrs").value();
const OrganizationId kOrganization = OrganizationId::Parse("zzzzzzzzzzzzzzzzzzzzzzzzzz").value();

std::string Bytes(absl::string_view before, absl::string_view text) {
  return std::string(before) + std::string(text) + std::string("\x00\x01", 2);
}

TEST(KeysTest, GoldenBytes) {  // on disk
  EXPECT_EQ(FeedCursorKey("registry"), Bytes("\x05", "registry"));
  EXPECT_EQ(MemberCountKey(), Bytes("\x06", "members"));
  EXPECT_EQ(MemberKey(kMember), Bytes("\x10", "0123456789abcdefghjkmnpqrs"));
  seal::Tag tag{};
  tag[0] = 0xAB;
  EXPECT_EQ(MemberByDocumentKey(tag), std::string("\x11\xAB", 2) + std::string(15, '\0'));
  EXPECT_EQ(MemberByOrganizationKey(kOrganization, kMember),
            Bytes("\x12", "zzzzzzzzzzzzzzzzzzzzzzzzzz") + Bytes("", "0123456789abcdefghjkmnpqrs"));
  EXPECT_EQ(OrganizationKey(kOrganization), Bytes("\x20", "zzzzzzzzzzzzzzzzzzzzzzzzzz"));
  EXPECT_EQ(OrganizationByCodeKey("81439999MC0000012M"), Bytes("\x21", "81439999MC0000012M"));
  EXPECT_EQ(FormKey("member-2019-1"), Bytes("\x22", "member-2019-1"));
  EXPECT_EQ(CodeListKey("sex-1"), Bytes("\x23", "sex-1"));
  EXPECT_EQ(CampaignKey("taoyuan-2019"), Bytes("\x24", "taoyuan-2019"));
}

TEST(KeysTest, PrefixesLeadToTheirKeys) {
  const std::string key = MemberByOrganizationKey(kOrganization, kMember);
  EXPECT_EQ(key.rfind(MembersOfOrganizationPrefix(kOrganization), 0), 0u);
  EXPECT_EQ(OrganizationKey(kOrganization).rfind(OrganizationPrefix(), 0), 0u);
  EXPECT_EQ(CodeListKey("sex-1").rfind(CodeListPrefix(), 0), 0u);
}

}  // namespace
}  // namespace mingce::members
