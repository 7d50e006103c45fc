// Every key of the registry's store, in one place. On disk: numbers never change, and a number once
// used is never used again. Parts are spelled as in lib/kv/key_codec.h.
//
//   table  name             key                              value
//   0x01   meta             text name                        lib/ledger
//   0x02   request          text caller, text request id     lib/ledger
//   0x03   event            u64 sequence                     lib/ledger; payload events.v1.Event
//   0x04   audit            u64 sequence                     lib/ledger
//   0x05   feed cursor      text feed                        type.Cursor; of "members" only
//   0x10   organization     text id                          storage.v1.OrganizationRow, now
//   0x11   version          text id, u64 day, u64 revision   storage.v1.OrganizationRow, from that
//                                                            day on
//   0x14   union code       text code                        id
//   0x15   unit code        text code                        id
//   0x16   child            text parent id, text id          empty; parent "" for the county
//   0x17   name             text parent id, text name, text id   empty; one for each name it bears
//   0x18   planned unit     text parent id, text id          its name; not collected, and open
//   0x19   code history     text code, text id               empty; each code a version bears
//   0x20   campaign         text id                          storage.v1.CampaignRow
//   0x21   quota plan       text campaign id, u64 revision   storage.v1.QuotaPlanRow
//   0x24   form             text id                          type.Form
//   0x25   form order       u64 subject, u64 event sequence  form id
//   0x28   code list        text id                          type.CodeList
//   0x2C   role grant       text id                          storage.v1.RoleGrantRow
//   0x2D   grant of         text identity, text grant id     empty
//          identity
//   0x2E   identity block   text identity                    storage.v1.IdentityBlockRow
//   0x2F   clock            text event id                    storage.v1.ClockConfirmationRow
//          confirmation
//   0x30   membership       text member id                   storage.v1.MembershipRow
//   0x31   occupancy        text organisation id             storage.v1.OccupancyRow; none: nobody
//
// A day is year * 10000 + month * 100 + day, so that days before 1970 sort too. Names are
// normalised (NormalizeName). No key holds personal data.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_KEYS_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kRequest = 0x02,
  kEvent = 0x03,
  kAudit = 0x04,
  kFeedCursor = 0x05,
  kOrganization = 0x10,
  kVersion = 0x11,
  kUnionCode = 0x14,
  kUnitCode = 0x15,
  kChild = 0x16,
  kName = 0x17,
  kPlannedUnit = 0x18,
  kCodeHistory = 0x19,
  kCampaign = 0x20,
  kQuotaPlan = 0x21,
  kForm = 0x24,
  kFormOrder = 0x25,
  kCodeList = 0x28,
  kRoleGrant = 0x2C,
  kGrantOfIdentity = 0x2D,
  kIdentityBlock = 0x2E,
  kClockConfirmation = 0x2F,
  kMembership = 0x30,
  kOccupancy = 0x31,
};

// All keys of a table.
std::string TablePrefix(Table table);

std::string OrganizationKey(const OrganizationId& id);
std::string VersionKey(const OrganizationId& id, const gb::Date& day, std::int64_t revision);
std::string VersionPrefix(const OrganizationId& id);
std::string UnionCodeKey(absl::string_view code);
std::string UnitCodeKey(absl::string_view code);
// `parent` is absent for the county.
std::string ChildKey(const std::optional<OrganizationId>& parent, const OrganizationId& id);
std::string ChildPrefix(const std::optional<OrganizationId>& parent);
std::string NameKey(const std::optional<OrganizationId>& parent, absl::string_view normalized_name,
                    const OrganizationId& id);
std::string NamePrefix(const std::optional<OrganizationId>& parent,
                       absl::string_view normalized_name);
// `parent` is absent for the county.
std::string PlannedUnitKey(const std::optional<OrganizationId>& parent, const OrganizationId& id);
std::string PlannedUnitPrefix(const std::optional<OrganizationId>& parent);
std::string CodeHistoryKey(absl::string_view code, const OrganizationId& id);
std::string CodeHistoryPrefix(absl::string_view code);
std::string CampaignKey(absl::string_view id);
std::string QuotaPlanKey(absl::string_view campaign, std::int64_t revision);
std::string FormKey(absl::string_view id);
std::string FormOrderKey(int subject, std::uint64_t sequence);
std::string FormOrderPrefix(int subject);
std::string CodeListKey(absl::string_view id);
std::string RoleGrantKey(absl::string_view id);
std::string GrantOfIdentityKey(absl::string_view identity, absl::string_view grant);
std::string GrantOfIdentityPrefix(absl::string_view identity);
std::string IdentityBlockKey(absl::string_view identity);
std::string ClockConfirmationKey(absl::string_view event);

std::string FeedCursorKey(absl::string_view feed);
std::string MembershipKey(absl::string_view member);
std::string OccupancyKey(const OrganizationId& organization);

// The organisation id a key of table organization, child, name or code history ends with; nullopt
// for other bytes.
std::optional<OrganizationId> OrganizationIdOfKey(absl::string_view key);
// The text id of a key with nothing but that, such as a campaign's; nullopt for other bytes.
std::optional<std::string> TextIdOfKey(absl::string_view key);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_KEYS_H_
