#include "services/members/app/decide_rows.h"

#include <iterator>
#include <set>

#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/seal/equal_secrets.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/members/storage/membership_store.h"
#include "services/members/storage/profile.h"

namespace mingce::members {
namespace {

// What the register holds under the row's number, opened where the row may say something of it.
absl::StatusOr<HeldMember> Compare(const seal::KeyRing& ring, const access::Access& access,
                                   const MemberRecord& held, const PreparedMember& member,
                                   const OrganizationId& unit) {
  HeldMember compared{.same_name = seal::EqualSecrets(held.name_tag, seal::AsView(member.name_tag)),
                      .same_organization = held.organization == unit,
                      .elsewhere = !access.May(policy::v1::MEMBER_READ, held.organization.text())};
  if (compared.same_name && compared.same_organization) {
    MINGCE_ASSIGN_OR_RETURN(seal::Pii<Values> profile,
                            OpenProfile(ring, held.document_index, held.sealed_profile));
    compared.values = std::move(profile).Reveal();
    compared.missing_fields = held.missing_fields;
    compared.state = held.state;
  }
  return compared;
}

}  // namespace

absl::Status RowDecider::Decide(std::vector<PreparedRow> rows) {
  rows_ = std::move(rows);
  registry_ = roll_.mirror->Now();
  const std::unique_ptr<kv::Reader> reader = roll_.store->Snapshot();
  const access::Access access = roll_.authority->AccessOf(identity_, today_);
  const Moment moment{.reader = *reader, .registry = registry_, .access = access};
  std::set<seal::Tag> seen;
  decided_.reserve(rows_.size());
  for (const PreparedRow& row : rows_) {
    const bool number_seen = row.member.has_value() && seen.contains(row.member->document);
    MINGCE_ASSIGN_OR_RETURN(DecidedRow decided, DecideOne(moment, row, number_seen));
    // A row whose union is wrong says nothing about the number.
    if (ObstacleOf(decided.unit) == UnitObstacle::kNone) seen.insert(row.member->document);
    decided_.push_back(std::move(decided));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RowResult>> RowDecider::Put(ledger::Transaction* transaction) {
  const Registry registry = roll_.mirror->Now();
  const access::Access access = roll_.authority->AccessOf(identity_, today_);
  const Moment moment{.reader = *transaction, .registry = registry, .access = access};
  std::vector<RowResult> results;
  results.reserve(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    DecidedRow& decided = decided_[i];
    MINGCE_ASSIGN_OR_RETURN(const bool stands, Stands(moment, rows_[i], decided));
    if (!stands) {
      MINGCE_ASSIGN_OR_RETURN(decided, DecideOne(moment, rows_[i], decided.number_seen));
    }
    MINGCE_RETURN_IF_ERROR(PutOne(&decided, transaction));
    results.push_back(std::move(decided.result));
  }
  return results;
}

absl::StatusOr<DecidedRow> RowDecider::DecideOne(const Moment& moment, const PreparedRow& row,
                                                 bool number_seen) const {
  DecidedRow decided;
  decided.result = {.number = row.number,
                    .outcome = RowOutcome::kRejected,
                    .findings = row.findings,
                    .member = {}};
  decided.number_seen = number_seen;
  if (!row.member.has_value()) return decided;
  const PreparedMember& member = *row.member;
  decided.unit = ResolveOwnUnit(moment.access, *moment.registry, member.unit, today_);
  RowFacts facts{.unit = decided.unit,
                 .number_seen = number_seen,
                 .held = std::nullopt,
                 .today = gb::FromCivilDay(today_)};
  if (decided.unit.has_value() && !number_seen) {
    MINGCE_ASSIGN_OR_RETURN(decided.held, FindMemberByDocument(moment.reader, member.document));
  }
  if (decided.held.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(
        facts.held, Compare(*roll_.ring, moment.access, *decided.held, member, decided.unit->id));
  }
  RowDecision decision = DecideRow(facts, member.row);
  decided.result.outcome = decision.outcome;
  std::move(decision.findings.begin(), decision.findings.end(),
            std::back_inserter(decided.result.findings));
  if (decision.outcome == RowOutcome::kUnchanged) decided.result.member = decided.held->id.text();
  if (!decision.change.has_value()) return decided;
  MemberChange& change = *decision.change;
  const std::optional<MemberRecord>& held = decided.held;
  decided.state_day = change.state_day;
  decided.record =
      MemberRecord{.id = held.has_value() ? held->id : *MemberId::FromText(NewOpaqueId()),
                   .organization = decided.unit->id,
                   .state = change.state,
                   .missing_fields = std::move(change.missing_fields),
                   .verified = held.has_value() && held->verified,
                   .accepted_time = held.has_value() ? held->accepted_time : absl::Time(),
                   .changed_time = absl::Time(),  // the writer's
                   .revision = held.has_value() ? held->revision + 1 : 1,
                   .document_index = std::string(seal::AsView(member.document)),
                   .sealed_profile = SealProfile(*roll_.ring, member.document, change.values),
                   .name_tag = std::string(seal::AsView(member.name_tag)),
                   .form = form_};
  decided.result.member = decided.record->id.text();
  return decided;
}

absl::StatusOr<bool> RowDecider::Stands(const Moment& moment, const PreparedRow& row,
                                        const DecidedRow& decided) const {
  if (!row.member.has_value()) return true;
  if (moment.registry != registry_ &&
      ResolveOwnUnit(moment.access, *moment.registry, row.member->unit, today_) != decided.unit) {
    return false;
  }
  if (!decided.unit.has_value() || decided.number_seen) return true;
  MINGCE_ASSIGN_OR_RETURN(const std::optional<MemberRecord> now,
                          FindMemberByDocument(moment.reader, row.member->document));
  if (now.has_value() != decided.held.has_value()) return false;
  return !now.has_value() || now->revision == decided.held->revision;
}

absl::Status RowDecider::PutOne(DecidedRow* decided, ledger::Transaction* transaction) const {
  if (!decided->record.has_value()) return absl::OkStatus();
  MemberRecord& record = *decided->record;
  const bool is_new = !decided->held.has_value();
  const absl::Time now = transaction->now();
  const Membership membership = record.membership();
  record.changed_time = now;
  if (is_new) {
    // It holds from the day of registration: who is not registered is not counted.
    record.accepted_time = now;
    PutMemberships(record.id, {},
                   {{.day = BeijingDay(now), .revision = 1, .recorded = now, .value = membership}},
                   transaction);
  } else if (membership != decided->held->membership() || decided->state_day.day.has_value()) {
    // A change that others may not know of, such as a phone, makes no version.
    MINGCE_ASSIGN_OR_RETURN(Memberships held, MembershipsOf(*transaction, record.id));
    if (held.empty()) return absl::DataLossError("a member without a membership");
    const std::vector<MembershipVersion> versions =
        StageMembership(held, membership, decided->state_day, BeijingDay(now), now);
    PutMemberships(record.id, std::move(held), versions, transaction);
  }
  return PutMember(record, is_new, transaction);
}

}  // namespace mingce::members
