#include "services/members/storage/member_events.h"

#include "absl/strings/str_cat.h"
#include "mingce/members/events/v1/events.pb.h"

namespace mingce::members {
namespace {

void SetTimestamp(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const std::int64_t micros = absl::ToUnixMicros(time);
  timestamp->set_seconds(micros / 1'000'000);
  timestamp->set_nanos(static_cast<std::int32_t>(micros % 1'000'000) * 1000);
}

}  // namespace

void AppendMemberEvent(const MemberRecord& member, bool is_new, absl::string_view correlation_id,
                       ledger::Transaction* transaction) {
  events::v1::Event event;
  const std::uint64_t sequence = transaction->next_event_sequence();
  event.set_id(absl::StrCat(transaction->epoch(), "-", sequence));
  event.set_source("mingce/members");
  event.set_type(is_new ? "MemberAccepted" : "MemberUpdated");
  event.set_subject(absl::StrCat("members/", member.id.text()));
  SetTimestamp(transaction->now(), event.mutable_time());
  SetTimestamp(transaction->now(), event.mutable_recorded_time());
  event.set_sequence(sequence);
  event.set_correlation_id(std::string(correlation_id));
  events::v1::MembershipSnapshot* snapshot =
      is_new ? event.mutable_member_accepted()->mutable_membership()
             : event.mutable_member_updated()->mutable_membership();
  snapshot->set_member(event.subject());
  snapshot->set_organization(absl::StrCat("organizations/", member.organization.text()));
  snapshot->set_membership(
      static_cast<events::v1::MembershipSnapshot::Membership>(member.membership));
  snapshot->set_complete(member.complete());
  snapshot->set_verified(member.verified);
  SetTimestamp(member.accepted_time, snapshot->mutable_accepted_time());
  transaction->AppendEvent(event.SerializeAsString());
}

}  // namespace mingce::members
