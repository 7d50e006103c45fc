#include "cli/store/membership_event.h"

#include <utility>

#include "cli/store/key_parts.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/look.h"
#include "mingce/members/events/v1/events.pb.h"

namespace mingce::cli::store {
namespace {

namespace events = members::events::v1;
using members::storage::v1::MembershipRow;

// Whether the event is a `Data`; then `*version` is what it carries.
template <typename Data>
bool Take(const feed::v1::Event& event, events::MembershipVersion* version) {
  Data data;
  if (!event.data().Is<Data>() || !Parse(event.data().value(), &data)) return false;
  *version = data.membership();
  return true;
}

}  // namespace

bool IsSound(const MembershipRow& row) {
  return IsId(row.organization()) && row.state() >= MembershipRow::ACTIVE &&
         row.state() <= MembershipRow::ENDED;
}

std::optional<MembershipSaid> ReadMembershipEvent(const feed::v1::Event& event) {
  events::MembershipVersion version;
  const bool is_known = Take<events::MembershipBegan>(event, &version) ||
                        Take<events::MembershipMoved>(event, &version) ||
                        Take<events::MembershipRetained>(event, &version) ||
                        Take<events::MembershipResumed>(event, &version) ||
                        Take<events::MembershipEnded>(event, &version) ||
                        Take<events::RecordChanged>(event, &version);
  const std::optional<std::uint64_t> day = DayNumberOf(version.effective_on());
  MembershipSaid said{.member = IdIn(version.member(), "members"),
                      .day = day.value_or(0),
                      .revision = version.revision(),
                      .row = {}};
  said.row.set_organization(IdIn(version.organization(), "organizations"));
  said.row.set_state(static_cast<MembershipRow::State>(version.state()));
  said.row.set_complete(version.complete());
  said.row.set_verified(version.verified());
  said.row.set_recorded_micros(RecordedMicros(event));
  said.row.set_time_suspect_since(event.time_suspect_since());
  if (!is_known || !day.has_value() || !IsId(said.member) || !IsSound(said.row)) {
    return std::nullopt;
  }
  return said;
}

}  // namespace mingce::cli::store
