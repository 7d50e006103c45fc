#include "services/reporting/app/projection.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "lib/policy/roles.h"
#include "services/registry/mirror/rows.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/membership_rows.h"

namespace mingce::reporting {
namespace {

namespace mirror = registry::mirror;

history::Version<Membership> VersionOf(const MembershipVersion& version, Facts* facts) {
  return Dated(version.dates, Membership{.organization = facts->RefOf(version.organization),
                                         .state = version.state,
                                         .complete = version.complete,
                                         .verified = version.verified,
                                         .since = version.dates.day});
}

template <typename Value>
Dates DatesOf(const history::Version<Value>& version) {
  return {.day = version.day,
          .revision = version.revision,
          .recorded = version.recorded,
          .suspect_since = version.suspect_since};
}

void Learn(const mirror::OrganizationVersion& fact, Facts* facts) {
  const mirror::Organization& organization = fact.version.value;
  OrganizationVersion version{.id = OrganizationId(fact.id),
                              .parent = std::nullopt,
                              .closed = organization.closed,
                              .dates = DatesOf(fact.version)};
  if (!organization.parent.empty()) version.parent = OrganizationId(organization.parent);
  facts->Put(version);
}

void Learn(const mirror::Campaign& fact, Facts* facts) {
  facts->Put(
      CampaignOpened{.id = CampaignId(fact.id),
                     .campaign = {.entry_due_on = fact.entry_due_on, .target = fact.target}});
}

void Learn(const mirror::PlanVersion& fact, Facts* facts) {
  QuotaPlan plan{.revision = fact.version.revision, .quotas = {}};
  for (const mirror::Quota& quota : fact.version.value.quotas) {
    plan.quotas.push_back({.section = quota.section,
                           .seq = quota.seq,
                           .title = quota.title,
                           .target = quota.target,
                           .organization = OrganizationId(quota.organization)});
  }
  facts->Put(QuotaPlanSet{.campaign = CampaignId(fact.campaign),
                          .plan = std::move(plan),
                          .dates = DatesOf(fact.version)});
}

void Learn(const mirror::ClockConfirmation& fact, Facts* facts) {
  facts->Put(ClockConfirmed{.event = fact.event, .recorded = fact.recorded});
}

// A form, a list, a role: of no weight for a figure.
template <typename Fact>
void Learn(const Fact&, Facts*) {}

void LearnFact(const mirror::Fact& fact, Facts* facts) {
  std::visit([facts](const auto& what) { Learn(what, facts); }, fact.what);
}

std::uint64_t SequenceOf(const MembersEvent& event) { return event.sequence; }
std::uint64_t SequenceOf(const feed::v1::Event* event) { return event->sequence(); }

}  // namespace

absl::StatusOr<std::unique_ptr<Projection>> Projection::Open(
    kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal) {
  auto projection = absl::WrapUnique(new Projection(store, std::move(on_fatal)));
  MINGCE_RETURN_IF_ERROR(projection->Load());
  return projection;
}

absl::Status Projection::Drop(Feed feed) {
  constexpr std::size_t kAtOnce = 10'000;
  for (bool is_all = false; !is_all;) {
    kv::Batch batch;
    is_all = true;
    MINGCE_RETURN_IF_ERROR(
        store_->Scan(TablePrefix(TableOf(feed)), [&](absl::string_view key, absl::string_view) {
          is_all = batch.ops().size() < kAtOnce;
          if (is_all) batch.Delete(std::string(key));
          return is_all;
        }));
    if (!batch.ops().empty()) MINGCE_RETURN_IF_ERROR(store_->Commit(batch));
  }
  return absl::OkStatus();
}

absl::Status Projection::Load() {
  MutexLock lock(&mu_);
  for (const Feed feed : kFeeds) {
    MINGCE_ASSIGN_OR_RETURN(type::Cursor cursor, mirror::ReadCursor(*store_, FeedCursorKey(feed)));
    if (cursor.epoch().empty()) MINGCE_RETURN_IF_ERROR(Drop(feed));
    facts_.SetEpoch(feed, cursor.epoch());
    applied_[IndexOf(feed)] = std::move(cursor);
  }
  Facts& facts = facts_;
  MINGCE_ASSIGN_OR_RETURN(
      mirror_,
      mirror::Mirror::Open(*store_,
                           {.table = static_cast<std::uint8_t>(TableOf(Feed::kRegistry)),
                            .permissions_of = policy::PermissionsOf},
                           [&facts](const mirror::Fact& fact) { LearnFact(fact, &facts); }));

  std::optional<MemberId> member;  // whose versions are being read: they stand together
  MembershipTimeline timeline;
  std::vector<Difference> differences;
  absl::Time newest = absl::InfinitePast();
  const auto finish = [&] {
    if (!member.has_value()) return;
    differences.clear();
    if (IsDoubtful(timeline)) {
      facts.Doubt(*member, std::move(timeline), newest);
    } else {
      AppendDifferences(timeline, 1, &differences);
      if (timeline.versions().size() > 1) Consolidate(&differences);
    }
    facts.Add(differences, 1, newest);
  };
  const auto add = [&](const MembershipVersion& version) {
    if (!member.has_value() || *member != version.member) {
      finish();
      member = version.member;
      timeline = MembershipTimeline();
    }
    timeline.Add(VersionOf(version, &facts));
    newest = std::max(newest, version.dates.recorded);
  };
  MINGCE_RETURN_IF_ERROR(ScanMemberships(*store_, TablePrefix(Table::kMembershipVersion), add));
  finish();
  return absl::OkStatus();
}

template <typename Event>
absl::StatusOr<absl::Span<const Event>> Projection::NewOf(Feed feed, absl::Span<const Event> events,
                                                          const type::Cursor* after) const {
  const type::Cursor from = applied(feed);
  const bool is_new = from.epoch().empty();
  if (!is_new && after != nullptr && after->epoch() != from.epoch()) return FeedEpochChanged(feed);
  if (is_new && (events.empty() || SequenceOf(events.front()) == 0)) {  // of a snapshot
    for (const Event& event : events) {
      if (SequenceOf(event) != 0) return FeedGap(feed, 0, SequenceOf(event));
    }
    return events;
  }
  while (!events.empty() && SequenceOf(events.front()) != 0 &&
         SequenceOf(events.front()) <= from.sequence()) {
    events.remove_prefix(1);
  }
  std::uint64_t reached = from.sequence();
  for (const Event& event : events) {
    if (SequenceOf(event) != reached + 1) return FeedGap(feed, reached, SequenceOf(event));
    ++reached;
  }
  const std::uint64_t told = after == nullptr ? 0 : after->sequence();
  if (!events.empty() && told != reached) return FeedGap(feed, reached, told);
  return events;
}

absl::Status Projection::Fail(absl::Status status) const {
  on_fatal_(status);
  return status;
}

absl::Status Projection::Commit(Feed feed, kv::Batch batch, const type::Cursor* after,
                                absl::FunctionRef<void(Facts*)> learn) {
  // The follower brings it again as long as that is said.
  if (!store_->HasRoom()) return absl::ResourceExhaustedError("the disk is nearly full");
  if (after != nullptr) batch.Put(FeedCursorKey(feed), after->SerializeAsString());
  absl::Status stored = store_->Commit(batch);
  if (!stored.ok()) return Fail(std::move(stored));
  MutexLock lock(&mu_);
  learn(&facts_);
  if (after == nullptr) return absl::OkStatus();
  if (applied_[IndexOf(feed)].epoch() != after->epoch()) facts_.SetEpoch(feed, after->epoch());
  applied_[IndexOf(feed)] = *after;
  return absl::OkStatus();
}

absl::Status Projection::ApplyRegistry(const feed::Portion& portion) {
  MutexLock commit(&commit_mu_);
  const bool is_new = applied(Feed::kRegistry).epoch().empty();
  MINGCE_ASSIGN_OR_RETURN(const auto events,
                          NewOf(Feed::kRegistry, portion.events, portion.cursor));
  if (events.empty() && !is_new) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(mirror::Change change,
                          mirror_->Prepare({.events = events, .cursor = portion.cursor}));
  kv::Batch batch;
  for (auto& [key, row] : change.rows) batch.Put(std::move(key), std::move(row));
  MINGCE_RETURN_IF_ERROR(
      Commit(Feed::kRegistry, std::move(batch), portion.cursor, [&change](Facts* facts) {
        for (const mirror::Fact& fact : change.facts) LearnFact(fact, facts);
      }));
  mirror_->Publish(std::move(change));
  return absl::OkStatus();
}

absl::Status Projection::ApplyMembers(absl::Span<const MembersEvent> events,
                                      const type::Cursor* after) {
  MutexLock commit(&commit_mu_);
  const bool is_new = applied(Feed::kMembers).epoch().empty();
  MINGCE_ASSIGN_OR_RETURN(events, NewOf(Feed::kMembers, events, after));
  if (events.empty() && !is_new) return absl::OkStatus();

  kv::Batch batch;
  std::vector<Difference> differences;
  std::int64_t begun = 0;
  absl::Time newest = absl::InfinitePast();
  absl::flat_hash_map<MemberId, MembershipTimeline> timelines;
  for (const MembersEvent& event : events) {
    if (!event.version.has_value()) continue;
    const MembershipVersion& version = *event.version;
    const auto [place, is_first] = timelines.try_emplace(version.member);
    MembershipTimeline& timeline = place->second;
    // Of the stream, the event that begins a membership is the first of it, and comes once: there
    // is nothing to look up. Of a snapshot it may have come before a crash.
    if (is_first && (!event.begins || event.sequence == 0)) {
      absl::Status read =
          ScanMemberships(*store_, MembershipPrefix(version.member), [&](const auto& known) {
            MutexLock lock(&mu_);
            timeline.Add(VersionOf(known, &facts_));
          });
      if (!read.ok()) return Fail(std::move(read));
      // What it has added until now.
      if (!IsDoubtful(timeline)) AppendDifferences(timeline, -1, &differences);
    }
    if (timeline.empty()) ++begun;
    bool is_added = false;
    {
      MutexLock lock(&mu_);
      is_added = timeline.Add(VersionOf(version, &facts_));
    }
    if (!is_added) continue;
    newest = std::max(newest, version.dates.recorded);
    batch.Put(MembershipVersionKey(version.member, version.dates.day, version.dates.revision),
              EncodeMembership(version));
  }
  for (const auto& [member, timeline] : timelines) {
    if (!IsDoubtful(timeline)) AppendDifferences(timeline, 1, &differences);
  }
  Consolidate(&differences);
  return Commit(Feed::kMembers, std::move(batch), after, [&](Facts* facts) {
    facts->Add(differences, begun, newest);
    for (auto& [member, timeline] : timelines) {
      if (IsDoubtful(timeline)) facts->Doubt(member, std::move(timeline), newest);
    }
  });
}

type::Cursor Projection::applied(Feed feed) const {
  MutexLock lock(&mu_);
  return applied_[IndexOf(feed)];
}

void Projection::Read(absl::FunctionRef<void(const Facts&, const Applied&)> read) const {
  MutexLock lock(&mu_);
  read(facts_, applied_);
}

}  // namespace mingce::reporting
