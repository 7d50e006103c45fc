#include "services/reporting/app/projection.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/read_rows.h"
#include "services/reporting/storage/rows.h"

namespace mingce::reporting {
namespace {

using MembershipTimeline = history::Timeline<Membership>;

history::Version<Membership> VersionOf(const MembershipVersion& version, Facts* facts) {
  return {.day = version.dates.day,
          .revision = version.dates.revision,
          .recorded = version.dates.recorded,
          .value = {.organization = facts->RefOf(version.organization),
                    .state = version.state,
                    .complete = version.complete,
                    .verified = version.verified,
                    .since = version.dates.day}};
}

// One case for each kind of change; a kind without one does not compile.
struct PutRow {
  kv::Batch* batch;

  void operator()(const OrganizationVersion& version) const {
    batch->Put(OrganizationVersionKey(version.id, version.dates.day, version.dates.revision),
               EncodeOrganization(version));
  }
  void operator()(const CampaignOpened& opened) const {
    batch->Put(CampaignKey(opened.id), EncodeCampaign(opened.campaign));
  }
  void operator()(const QuotaPlanSet& set) const {
    batch->Put(QuotaPlanVersionKey(set.campaign, set.dates.day, set.dates.revision),
               EncodeQuotaPlan(set));
  }
  void operator()(const NothingToProject&) const {}
};

}  // namespace

absl::StatusOr<std::unique_ptr<Projection>> Projection::Open(
    kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal) {
  auto projection = absl::WrapUnique(new Projection(store, std::move(on_fatal)));
  MINGCE_RETURN_IF_ERROR(projection->Load());
  return projection;
}

absl::Status Projection::Drop(Feed feed) {
  constexpr std::size_t kAtOnce = 10'000;
  for (const Table table : TablesOf(feed)) {
    for (bool is_all = false; !is_all;) {
      kv::Batch batch;
      is_all = true;
      MINGCE_RETURN_IF_ERROR(
          store_->Scan(TablePrefix(table), [&](absl::string_view key, absl::string_view) {
            is_all = batch.ops().size() < kAtOnce;
            if (is_all) batch.Delete(std::string(key));
            return is_all;
          }));
      if (!batch.ops().empty()) MINGCE_RETURN_IF_ERROR(store_->Commit(batch));
    }
  }
  return absl::OkStatus();
}

absl::Status Projection::Load() {
  MutexLock lock(&mu_);
  for (const Feed feed : kFeeds) {
    MINGCE_ASSIGN_OR_RETURN(ledger::Cursor cursor, ReadCursor(*store_, feed));
    if (cursor.epoch.empty()) MINGCE_RETURN_IF_ERROR(Drop(feed));
    applied_[IndexOf(feed)] = std::move(cursor);
  }
  Facts& facts = facts_;
  const auto put = [&facts](const auto& row) { facts.Put(row); };
  MINGCE_RETURN_IF_ERROR(ScanOrganizations(*store_, put));
  MINGCE_RETURN_IF_ERROR(ScanCampaigns(*store_, put));
  MINGCE_RETURN_IF_ERROR(ScanQuotaPlans(*store_, put));

  std::optional<MemberId> member;  // whose versions are being read: they stand together
  MembershipTimeline timeline;
  std::vector<Difference> differences;
  absl::Time newest = absl::InfinitePast();
  const auto finish = [&] {
    if (!member.has_value()) return;
    differences.clear();
    AppendDifferences(timeline, 1, &differences);
    if (timeline.versions().size() > 1) Consolidate(&differences);
    facts.Add(differences, 1, newest);
  };
  MINGCE_RETURN_IF_ERROR(ScanMemberships(*store_, [&](const MembershipVersion& version) {
    if (!member.has_value() || *member != version.member) {
      finish();
      member = version.member;
      timeline = MembershipTimeline();
    }
    timeline.Add(VersionOf(version, &facts));
    newest = std::max(newest, version.dates.recorded);
  }));
  finish();
  return absl::OkStatus();
}

template <typename Event>
absl::StatusOr<absl::Span<const Event>> Projection::NewOf(Feed feed, absl::Span<const Event> events,
                                                          const ledger::Cursor* after) const {
  const ledger::Cursor from = applied(feed);
  const bool is_new = from.epoch.empty();
  if (!is_new && after != nullptr && after->epoch != from.epoch) return FeedEpochChanged(feed);
  if (is_new && (events.empty() || events.front().sequence == 0)) {  // of a snapshot
    for (const Event& event : events) {
      if (event.sequence != 0) return FeedGap(feed, 0, event.sequence);
    }
    return events;
  }
  while (!events.empty() && events.front().sequence != 0 &&
         events.front().sequence <= from.sequence) {
    events.remove_prefix(1);
  }
  std::uint64_t reached = from.sequence;
  for (const Event& event : events) {
    if (event.sequence != reached + 1) return FeedGap(feed, reached, event.sequence);
    reached = event.sequence;
  }
  const std::uint64_t told = after == nullptr ? 0 : after->sequence;
  if (!events.empty() && told != reached) return FeedGap(feed, reached, told);
  return events;
}

absl::Status Projection::Fail(absl::Status status) const {
  on_fatal_(status);
  return status;
}

absl::Status Projection::Commit(Feed feed, kv::Batch batch, const ledger::Cursor* after,
                                absl::FunctionRef<void(Facts*)> learn) {
  if (after != nullptr) batch.Put(FeedCursorKey(feed), EncodeCursor(*after));
  absl::Status stored = store_->Commit(batch);
  if (!stored.ok()) return Fail(std::move(stored));
  MutexLock lock(&mu_);
  learn(&facts_);
  if (after != nullptr) applied_[IndexOf(feed)] = *after;
  return absl::OkStatus();
}

absl::Status Projection::ApplyRegistry(
    absl::Span<const RegistryEvent> events, const ledger::Cursor* after,
    absl::Span<const std::pair<std::string, std::string>> beside) {
  MutexLock commit(&commit_mu_);
  const bool is_new = applied(Feed::kRegistry).epoch.empty();
  MINGCE_ASSIGN_OR_RETURN(events, NewOf(Feed::kRegistry, events, after));
  if (events.empty() && !is_new) return absl::OkStatus();
  kv::Batch batch;
  for (const RegistryEvent& event : events) std::visit(PutRow{&batch}, event.change);
  for (const auto& [key, row] : beside) batch.Put(key, row);
  return Commit(Feed::kRegistry, std::move(batch), after, [events](Facts* facts) {
    for (const RegistryEvent& event : events) {
      std::visit([facts](const auto& change) { facts->Put(change); }, event.change);
    }
  });
}

absl::Status Projection::ApplyMembers(absl::Span<const MembersEvent> events,
                                      const ledger::Cursor* after) {
  MutexLock commit(&commit_mu_);
  const bool is_new = applied(Feed::kMembers).epoch.empty();
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
          ScanMembership(*store_, version.member, [&](const MembershipVersion& known) {
            MutexLock lock(&mu_);
            timeline.Add(VersionOf(known, &facts_));
          });
      if (!read.ok()) return Fail(std::move(read));
      AppendDifferences(timeline, -1, &differences);  // what it has added until now
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
    AppendDifferences(timeline, 1, &differences);
  }
  Consolidate(&differences);
  return Commit(Feed::kMembers, std::move(batch), after,
                [&](Facts* facts) { facts->Add(differences, begun, newest); });
}

ledger::Cursor Projection::applied(Feed feed) const {
  MutexLock lock(&mu_);
  return applied_[IndexOf(feed)];
}

void Projection::Read(absl::FunctionRef<void(const Facts&, const Applied&)> read) const {
  MutexLock lock(&mu_);
  read(facts_, applied_);
}

}  // namespace mingce::reporting
