// Every key of the members' store, in one place. On disk: numbers never change, and a number once
// used is never used again.
//
//   table  name                    key                              value
//   0x01   meta                    text name                        lib/ledger/records.h; identity
//   0x02   request                 lib/ledger/records.h             the answer, sealed
//   0x03   event                   u64 sequence                     feed.v1.Event, chained
//   0x04   audit                   u64 sequence                     lib/audit/entry.h, chained
//   0x05   feed cursor             text feed                        type.Cursor
//   0x06   count                   text name                        u64
//   0x10   member                  text member                      storage.MemberRow
//   0x11   member by document      16 bytes, blind index            member, 26 characters; behind
//                                                                   all, at 16 bytes FF, the first
//                                                                   member once more
//   0x12   member by organization  text organization, text member   (empty); of every organisation
//                                                                   the member has been with
//   0x13   membership              text member, u64 day, u64 rev.   storage.MembershipRow, from
//                                                                   that day on
//   0x20 … 0x24                    not used again: rows of format 1
//   0x25   registry                services/registry/mirror/rows.h
//
// A day is year * 10000 + month * 100 + day. No key holds a name, a number or a phone: RocksDB's
// own files show keys in clear.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/seal/key_ring.h"
#include "services/members/domain/ids.h"

namespace mingce::members {

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kRequest = 0x02,
  kEvent = 0x03,
  kAudit = 0x04,
  kFeedCursor = 0x05,
  kCount = 0x06,
  kMember = 0x10,
  kMemberByDocument = 0x11,
  kMemberByOrganization = 0x12,
  kMembership = 0x13,
  kRegistry = 0x25,
};

std::string FeedCursorKey(absl::string_view feed);
std::string MemberCountKey();
std::string MemberKey(const MemberId& id);
std::string MemberByDocumentKey(const seal::Tag& document);
std::string LastMemberByDocumentKey();
std::string MemberByDocumentPrefix();
std::string MemberByOrganizationKey(const OrganizationId& organization, const MemberId& member);
std::string MembersOfOrganizationPrefix(const OrganizationId& organization);
std::string MembershipKey(const MemberId& member, absl::CivilDay day, std::int64_t revision);
// Of one member, and of all.
std::string MembershipPrefix(const MemberId& member);
std::string MembershipPrefix();
struct MembershipPlace {
  MemberId member;
  absl::CivilDay day;
  std::int64_t revision;
};
// nullopt for other bytes.
std::optional<MembershipPlace> MembershipPlaceOfKey(absl::string_view key);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_
