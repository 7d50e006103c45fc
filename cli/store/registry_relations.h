// What holds between the registry's rows, events and indexes (services/registry/storage/keys.h).

#ifndef MINGCE_CLI_STORE_REGISTRY_RELATIONS_H_
#define MINGCE_CLI_STORE_REGISTRY_RELATIONS_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/store/look.h"
#include "cli/store/matching.h"

namespace mingce::cli::store {

enum RegistryTable : std::uint8_t {
  kOrganizationTable = 0x10,
  kVersionTable = 0x11,
  kUnionCodeTable = 0x14,
  kUnitCodeTable = 0x15,
  kChildTable = 0x16,
  kNameTable = 0x17,
  kPlannedUnitTable = 0x18,
  kCodeHistoryTable = 0x19,
  kCampaignTable = 0x20,
  kQuotaPlanTable = 0x21,
  kFormTable = 0x24,
  kFormOrderTable = 0x25,
  kCodeListTable = 0x28,
  kRoleGrantTable = 0x2C,
  kGrantOfIdentityTable = 0x2D,
  kIdentityBlockTable = 0x2E,
  kClockConfirmationTable = 0x2F,
  kMembershipTable = 0x30,
  kOccupancyTable = 0x31,
};

// The rows of `table` are what the events say, one for one.
constexpr Relation Replayed(const char* table) {
  return {.table = table,
          .missing = "EVENT_WITHOUT_ROW",
          .extra = "ROW_WITHOUT_EVENT",
          .wrong = "ROW_UNLIKE_EVENT",
          .right_zh = "每个事件恰有一行，内容相同",
          .right_en = "each event has one row, which says the same"};
}

// The rows of `table` follow from those of others.
constexpr Relation Derived(const char* table, const char* right_zh, const char* right_en) {
  return {.table = table,
          .missing = "INDEX_ROW_MISSING",
          .extra = "INDEX_ROW_EXTRA",
          .wrong = "INDEX_ROW_WRONG",
          .right_zh = right_zh,
          .right_en = right_en};
}

inline constexpr Relation kVersions = Replayed("version");
inline constexpr Relation kCampaigns = Replayed("campaign");
inline constexpr Relation kQuotaPlans = Replayed("quota plan");
inline constexpr Relation kForms = Replayed("form");
inline constexpr Relation kFormOrder = Replayed("form order");
inline constexpr Relation kCodeLists = Replayed("code list");
inline constexpr Relation kRoleGrants = Replayed("role grant");
inline constexpr Relation kWithdrawals = Replayed("role grant");
inline constexpr Relation kIdentityBlocks = Replayed("identity block");
inline constexpr Relation kClockConfirmations = Replayed("clock confirmation");

inline constexpr Relation kOrganizations = {
    .table = "organization",
    .missing = "CURRENT_ROW_MISSING",
    .extra = "CURRENT_ROW_EXTRA",
    .wrong = "CURRENT_ROW_WRONG",
    .right_zh = "每个组织恰有一行现状，与其最新的一版相同",
    .right_en = "each organisation has one row as it is now, the same as its newest version"};

inline constexpr Relation kUnionCodes =
    Derived("union code", "工会代码恰有一行，指向持有它的组织",
            "each union code has one row, which leads to the organisation that bears it");
inline constexpr Relation kUnitCodes =
    Derived("unit code", "在用的单位代码恰有一行，指向持有它的组织",
            "each unit code in use has one row, which leads to the organisation that bears it");
inline constexpr Relation kChildren = Derived("child", "每个组织在其上级之下恰有一行",
                                              "each organisation has one row below its parent");
inline constexpr Relation kNames =
    Derived("name", "组织的每个名称恰有一行", "each name of an organisation has one row");
inline constexpr Relation kPlannedUnits =
    Derived("planned unit", "尚未采集且未撤销的组织恰有一行，内容为其名称",
            "each organisation that is not collected and open has one row with its name");
inline constexpr Relation kCodeHistory =
    Derived("code history", "组织曾用的每个代码恰有一行",
            "each code that an organisation has borne has one row");
inline constexpr Relation kGrantsOfIdentity =
    Derived("grant of identity", "每个角色授予在其身份之下恰有一行",
            "each grant of a role has one row below its identity");

inline constexpr Relation kOccupancy = {
    .table = "occupancy",
    .missing = "COUNT_WRONG",
    .extra = "COUNT_WRONG",
    .wrong = "COUNT_WRONG",
    .right_zh = "各组织的会籍数应为其未终止的会籍行数，没有则无此行",
    .right_en =
        "the number of an organisation's memberships is that of its rows that have not "
        "ended; none where there are none"};

// What a row and its event both say: the event's message, when it was recorded and, of
// organisations, whether that time is suspect.
inline std::string Dated(const google::protobuf::Message& message, std::int64_t recorded_micros,
                         std::uint64_t suspect_since = 0) {
  return absl::StrCat(BytesOf(message), "@", recorded_micros, "?", suspect_since);
}

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_REGISTRY_RELATIONS_H_
