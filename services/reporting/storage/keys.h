// Every key of reporting's store. lib/kv/key_codec.h spells the parts.
//
//   table                 number  key after the table byte            value
//   meta                  0x01    see lib/ledger/store_identity.h     identity of the store
//   -                     0x02    request, 0x03 event, 0x04 audit: of a ledger; reporting has none
//   feed_cursor           0x05    text feed name                      mingce.type.Cursor
//   membership_version    0x19    text member, u64 day, u64 revision  MembershipVersionRow
//   registry_mirror       0x40    see services/registry/mirror        what the registry says
//
// A day is a DayNumber (lib/base/day.h). Versions are put and never changed, so the store is the
// same, byte for byte, in whatever order and however often its events came. Figures are not stored:
// they are made of the versions when the service starts.
//
// Nothing personal is stored: a member is a random reference. A table number once used is never
// used again (0x10, 0x18, 0x20 and 0x30 were those of format 1; 0x11, 0x28 and 0x31, until format
// 2, what figures need of the registry, besides the mirror); what is stored can be deleted and is
// built again from the feeds.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

// What ledger::OpenStore is told.
inline constexpr std::uint32_t kStoreFormat = 5;

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kFeedCursor = 0x05,
  kMembershipVersion = 0x19,
  kRegistryMirror = 0x40,
};

std::string TablePrefix(Table table);

// What a feed is folded into.
Table TableOf(Feed feed);

std::string FeedCursorKey(Feed feed);
std::string MembershipVersionKey(const MemberId& member, absl::CivilDay day, std::int64_t revision);
// Of all versions of one membership.
std::string MembershipPrefix(const MemberId& member);

// The parts of a MembershipVersionKey; false, and nothing changed, when it is not one.
[[nodiscard]] bool ParseMembershipVersionKey(absl::string_view key, std::string* member,
                                             absl::CivilDay* day, std::int64_t* revision);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_KEYS_H_
