// `mingcectl store check` finds what somebody did to rows. Each damage is planted in a copy.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "lib/base/ids.h"
#include "tests/integration/damage_for_tests.h"

namespace mingce::tests {
namespace {

// As services/*/storage/keys.h number it.
constexpr std::uint8_t kFeedCursor = 0x05;
// Of a membership and a member's row: field 2, ENDED. Of two values of a field the later one
// stands.
constexpr char kEnded[] = "\x10\x03";

TEST_F(StoreCheckTest, DamageOfTheRollIsFound) {
  KillAll();
  constexpr std::uint8_t kCount = 0x06;
  constexpr std::uint8_t kMember = 0x10;
  constexpr std::uint8_t kByDocument = 0x11;
  constexpr std::uint8_t kByOrganization = 0x12;
  constexpr std::uint8_t kMembership = 0x13;
  constexpr std::uint8_t kRegistry = 0x25;
  ExpectFound(
      suite_->StoreOf(Service::kMembers),
      {{"a member deleted",
        // Not the first one, to whom the row behind the last index leads too.
        [](StoreCopy& copy) {
          const std::string first = RowOf(copy, kByDocument, -1).second;
          for (const auto& [key, value] : copy.Table(kMember)) {
            if (key.substr(1, first.size()) == first) continue;
            return copy.Delete(key);
          }
        },
        {"CURRENT_ROW_MISSING member", "INDEX_ROW_EXTRA member by document", "COUNT_WRONG count"}},
       {"a member altered", AppendToRow(kMember, 0, kEnded), {"CURRENT_ROW_WRONG member"}},
       {"members in each other's places",
        SwapRows(kMember, 0, 1),
        {"CURRENT_ROW_WRONG member", "INDEX_ROW_WRONG member by document"}},
       {"a row of the index by document deleted",
        DeleteRow(kByDocument, 0),
        {"INDEX_ROW_MISSING member by document"}},
       {"a row of it leads to another member",
        [](StoreCopy& copy) {
          copy.Put(RowOf(copy, kByDocument, 0).first, RowOf(copy, kByDocument, 1).second);
        },
        {"INDEX_ROW_WRONG member by document"}},
       {"the row behind the last leads nowhere",
        [](StoreCopy& copy) { copy.Put(RowOf(copy, kByDocument, -1).first, NewOpaqueId()); },
        {"INDEX_ROW_WRONG member by document"}},
       {"a row of the index by organization deleted",
        DeleteRow(kByOrganization, 0),
        {"INDEX_ROW_MISSING member by organization"}},
       {"a row of it too many",
        [](StoreCopy& copy) {
          std::string key = RowOf(copy, kByOrganization, 0).first;
          key[1] = key[1] == '0' ? '1' : '0';
          copy.Put(key, "");
        },
        {"INDEX_ROW_EXTRA member by organization"}},
       {"a membership altered",
        AppendToRow(kMembership, -1, kEnded),
        {"ROW_UNLIKE_EVENT membership", "CURRENT_ROW_WRONG member"}},
       {"a wrong count",
        [](StoreCopy& copy) {
          auto [key, value] = RowOf(copy, kCount, 0);
          value.back() = 7;
          copy.Put(key, value);
        },
        {"COUNT_WRONG count"}},
       {"a count of something else", PutRow("\x06more", ""), {"ROW_UNKNOWN count"}},
       {"a member's row under no id", PutRow("\x10x", ""), {"ROW_UNKNOWN member"}},
       {"a member's row that is none",
        AppendToRow(kMember, 0, kNoField),
        {"ROW_UNREADABLE member", "CURRENT_ROW_MISSING member",
         "INDEX_ROW_EXTRA member by document"}},
       {"rows of the mirror in each other's places",
        SwapRows(kRegistry, 0, -1),
        {"ROW_MISPLACED registry"}},
       {"a row of the mirror that is none",
        AppendToRow(kRegistry, 0, kNoField),
        {"ROW_UNREADABLE registry"}},
       {"a feed's place that is none",
        AppendToRow(kFeedCursor, 0, kNoField),
        {"ROW_UNREADABLE feed cursor"}}});
}

TEST_F(StoreCheckTest, DamageOfTheRegisterIsFound) {
  KillAll();
  constexpr std::uint8_t kOrganization = 0x10;
  constexpr std::uint8_t kVersion = 0x11;
  constexpr std::uint8_t kUnionCode = 0x14;
  constexpr std::uint8_t kUnitCode = 0x15;
  constexpr std::uint8_t kChild = 0x16;
  constexpr std::uint8_t kName = 0x17;
  constexpr std::uint8_t kPlannedUnit = 0x18;
  constexpr std::uint8_t kCodeHistory = 0x19;
  constexpr std::uint8_t kCampaignTable = 0x20;
  constexpr std::uint8_t kQuotaPlan = 0x21;
  constexpr std::uint8_t kForm = 0x24;
  constexpr std::uint8_t kFormOrder = 0x25;
  constexpr std::uint8_t kCodeList = 0x28;
  constexpr std::uint8_t kRoleGrant = 0x2C;
  constexpr std::uint8_t kGrantOfIdentity = 0x2D;
  constexpr std::uint8_t kIdentityBlock = 0x2E;
  constexpr std::uint8_t kMembership = 0x30;
  constexpr std::uint8_t kOccupancy = 0x31;
  // Field 2 of an organisation's row: what the union is called.
  const std::string renamed("\x12\x01x", 3);
  ExpectFound(
      suite_->StoreOf(Service::kRegistry),
      {{"nothing", [](StoreCopy&) {}, {}},
       {"an organisation deleted",
        // The county: it has neither code, nor is it planned.
        [](StoreCopy& copy) {
          const std::string child = RowOf(copy, kChild, 0).first;  // below nobody
          copy.Delete("\x10" + child.substr(3));
        },
        {"CURRENT_ROW_MISSING organization", "INDEX_ROW_EXTRA child", "INDEX_ROW_EXTRA name"}},
       {"an organisation altered",
        AppendToRow(kOrganization, 0, std::string("\xA0\x01\x63", 3)),  // revision 99
        {"CURRENT_ROW_WRONG organization"}},
       {"a version altered",
        AppendToRow(kVersion, -1, renamed),
        {"ROW_UNLIKE_EVENT version", "CURRENT_ROW_WRONG organization"}},
       {"a version deleted",
        [](StoreCopy& copy) {  // the first of two: of the union that was renamed
          std::string before;
          for (const auto& [key, value] : copy.Table(kVersion)) {
            if (!before.empty() && key.substr(0, 29) == before.substr(0, 29)) break;
            before = key;
          }
          copy.Delete(before);
        },
        {"EVENT_WITHOUT_ROW version", "REVISION_MISSING version"}},
       {"a version under another revision",
        [](StoreCopy& copy) {
          const auto [key, value] = RowOf(copy, kVersion, -1);
          std::string other = key;
          ++other.back();
          copy.Delete(key);
          copy.Put(other, value);
        },
        {"EVENT_WITHOUT_ROW version", "ROW_WITHOUT_EVENT version", "ROW_MISPLACED version",
         "REVISION_MISSING version"}},
       {"no row of a union code", DeleteRow(kUnionCode, 0), {"INDEX_ROW_MISSING union code"}},
       {"union codes of each other's", SwapRows(kUnionCode, 0, 1), {"INDEX_ROW_WRONG union code"}},
       {"no row of a unit code", DeleteRow(kUnitCode, 0), {"INDEX_ROW_MISSING unit code"}},
       {"no row of a child", DeleteRow(kChild, -1), {"INDEX_ROW_MISSING child"}},
       {"no row of a name", DeleteRow(kName, -1), {"INDEX_ROW_MISSING name"}},
       {"no row of a planned unit", DeleteRow(kPlannedUnit, 0), {"INDEX_ROW_MISSING planned unit"}},
       {"another name of a planned unit",
        AppendToRow(kPlannedUnit, 0, "x"),
        {"INDEX_ROW_WRONG planned unit"}},
       {"no row of a code's history",
        DeleteRow(kCodeHistory, 0),
        {"INDEX_ROW_MISSING code history"}},
       {"a campaign altered",
        AppendToRow(kCampaignTable, 0, std::string("\x38\x01", 2)),  // target 1
        {"ROW_UNLIKE_EVENT campaign"}},
       {"a campaign that names another plan",
        AppendToRow(kCampaignTable, 0, std::string("\x50\x09", 2)),
        {"CURRENT_ROW_WRONG campaign"}},
       {"a quota plan altered",
        AppendToRow(kQuotaPlan, 0, std::string("\x1A\x02\x20\x01", 4)),  // one row more
        {"ROW_UNLIKE_EVENT quota plan"}},
       {"a form altered",
        AppendToRow(kForm, 0, std::string("\x12\x01x", 3)),  // its title
        {"ROW_UNLIKE_EVENT form"}},
       {"no row of the order of forms", DeleteRow(kFormOrder, 0), {"EVENT_WITHOUT_ROW form order"}},
       {"a code list deleted", DeleteRow(kCodeList, 0), {"EVENT_WITHOUT_ROW code list"}},
       {"a role altered",
        AppendToRow(kRoleGrant, 0, std::string("\x10\x01", 2)),  // an officer's
        {"ROW_UNLIKE_EVENT role grant"}},
       {"a role's limits altered",
        AppendToRow(kRoleGrant, 0, std::string("\x62\x02\x18\x09", 4)),  // 9 persons a day
        {"ROW_UNLIKE_EVENT role grant"}},
       {"no row of an identity's role",
        DeleteRow(kGrantOfIdentity, 0),
        {"INDEX_ROW_MISSING grant of identity"}},
       {"a blocked identity let in",
        AppendToRow(kIdentityBlock, 0, std::string("\x08\x00", 2)),
        {"ROW_UNLIKE_EVENT identity block"}},
       {"a membership deleted", DeleteRow(kMembership, 0), {"COUNT_WRONG occupancy"}},
       {"a wrong number of members",
        AppendToRow(kOccupancy, 0, std::string("\x08\x63", 2)),
        {"COUNT_WRONG occupancy"}},
       {"a feed's place that is none",
        AppendToRow(kFeedCursor, 0, kNoField),
        {"ROW_UNREADABLE feed cursor"}},
       {"an unknown table", PutRow("\x12x", ""), {"TABLE_UNKNOWN 0x12"}}});
}

TEST_F(StoreCheckTest, DamageOfReportingIsFound) {
  KillAll();
  constexpr std::uint8_t kVersion = 0x19;
  constexpr std::uint8_t kMirror = 0x40;
  ExpectFound(suite_->StoreOf(Service::kReporting),
              {{"nothing", [](StoreCopy&) {}, {}},
               {"a version left out",
                [](StoreCopy& copy) {  // the first of two: of the one who is retained
                  std::string before;
                  for (const auto& [key, value] : copy.Table(kVersion)) {
                    if (!before.empty() && key.substr(0, 29) == before.substr(0, 29)) break;
                    before = key;
                  }
                  copy.Delete(before);
                },
                {"REVISION_MISSING membership_version"}},
               {"a version that is none",
                AppendToRow(kVersion, 0, kNoField),
                {"ROW_UNREADABLE membership_version"}},
               {"rows of the mirror in each other's places",
                SwapRows(kMirror, 0, -1),
                {"ROW_MISPLACED registry_mirror"}},
               {"an extra row in meta", PutRow("\x01more", ""), {"ROW_UNKNOWN meta"}},
               {"a table of a ledger", PutRow("\x03x", ""), {"TABLE_UNKNOWN 0x03"}}});
}

}  // namespace
}  // namespace mingce::tests
