#include "services/members/storage/keys.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

const MemberId kMember = MemberId::FromText("0123456789abcdefghjkmnpqrs").value();
const OrganizationId kOrganization = OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz").value();

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
  EXPECT_EQ(LastMemberByDocumentKey(), "\x11" + std::string(16, '\xFF'));
  EXPECT_EQ(MemberByOrganizationKey(kOrganization, kMember),
            Bytes("\x12", "zzzzzzzzzzzzzzzzzzzzzzzzzz") + Bytes("", "0123456789abcdefghjkmnpqrs"));
  EXPECT_EQ(MembershipKey(kMember, absl::CivilDay(2019, 11, 30), 2),
            Bytes("\x13", "0123456789abcdefghjkmnpqrs") +
                std::string("\0\0\0\0\x01\x34\x17\x9a\0\0\0\0\0\0\0\x02", 16));
}

TEST(KeysTest, PrefixesLeadToTheirKeys) {
  const std::string key = MemberByOrganizationKey(kOrganization, kMember);
  EXPECT_EQ(key.rfind(MembersOfOrganizationPrefix(kOrganization), 0), 0u);
  const std::string membership = MembershipKey(kMember, absl::CivilDay(2019, 11, 30), 2);
  EXPECT_EQ(membership.rfind(MembershipPrefix(kMember), 0), 0u);
  EXPECT_EQ(MembershipPlaceOfKey(membership)->day, absl::CivilDay(2019, 11, 30));
  EXPECT_EQ(MembershipPlaceOfKey(membership)->revision, 2);
}

}  // namespace
}  // namespace mingce::members
