#include "services/reporting/storage/keys.h"

#include <limits>
#include <utility>

#include "absl/strings/strip.h"
#include "lib/base/day.h"
#include "lib/kv/key_codec.h"

namespace mingce::reporting {
namespace {

std::string TextKey(Table table, absl::string_view text) {
  std::string key = TablePrefix(table);
  kv::PutText(&key, text);
  return key;
}

}  // namespace

std::string TablePrefix(Table table) { return std::string(1, static_cast<char>(table)); }

Table TableOf(Feed feed) {
  return feed == Feed::kRegistry ? Table::kRegistryMirror : Table::kMembershipVersion;
}

std::string FeedCursorKey(Feed feed) { return TextKey(Table::kFeedCursor, FeedName(feed)); }

std::string MembershipVersionKey(const MemberId& member, absl::CivilDay day,
                                 std::int64_t revision) {
  std::string key = MembershipPrefix(member);
  kv::PutU64(&key, DayNumber(day));
  kv::PutU64(&key, static_cast<std::uint64_t>(revision));
  return key;
}

std::string MembershipPrefix(const MemberId& member) {
  return TextKey(Table::kMembershipVersion, member.text());
}

bool ParseMembershipVersionKey(absl::string_view key, std::string* member, absl::CivilDay* day,
                               std::int64_t* revision) {
  std::string read;
  std::uint64_t number = 0;
  std::uint64_t count = 0;
  if (!absl::ConsumePrefix(&key, TablePrefix(Table::kMembershipVersion)) ||
      !kv::GetText(&key, &read) || read.empty() || !kv::GetU64(&key, &number) ||
      !kv::GetU64(&key, &count) || !key.empty() ||
      number > DayNumber(absl::CivilDay(9999, 12, 31)) ||
      count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return false;
  }
  const absl::CivilDay of_number = DayOfNumber(number);
  if (DayNumber(of_number) != number) return false;  // no day of the calendar
  *member = std::move(read);
  *day = of_number;
  *revision = static_cast<std::int64_t>(count);
  return true;
}

}  // namespace mingce::reporting
