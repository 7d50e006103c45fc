// A projection over a store in memory, with feeds that say what a test wants. For tests only.

#ifndef MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_
#define MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/day.h"
#include "lib/base/mutex.h"
#include "lib/kv/rocks_kv_store.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

class FakeFeeds final : public FeedSource {
 public:
  FeedView View(Feed feed) const override {
    MutexLock lock(&mu_);
    return views_[IndexOf(feed)];
  }
  void Set(Feed feed, FeedView view) {
    MutexLock lock(&mu_);
    views_[IndexOf(feed)] = std::move(view);
  }

 private:
  mutable Mutex mu_;
  std::array<FeedView, 2> views_ ABSL_GUARDED_BY(mu_);
};

inline ledger::Cursor CursorAt(absl::string_view epoch, std::uint64_t sequence) {
  return {.epoch = std::string(epoch), .sequence = sequence, .hash = std::string(32, 'h')};
}

inline OrganizationId Org(int number) { return OrganizationId(absl::StrCat("o", number)); }

// Noon of a day of 2019 in Beijing.
inline absl::Time Noon(int month, int day) {
  return StartOfDay(absl::CivilDay(2019, month, day)) + absl::Hours(12);
}

inline Dates RecordedOn(int month, int day, std::int64_t revision = 1) {
  return {
      .day = absl::CivilDay(2019, month, day), .revision = revision, .recorded = Noon(month, day)};
}

// Numbers the events it is given and applies them at once.
struct TestProjection {
  std::unique_ptr<kv::KvStore> store =
      kv::OpenRocks({.directory = "/reporting", .in_memory = true}).value();
  int fatal = 0;
  std::unique_ptr<Projection> projection = Open();
  FakeFeeds feeds;

  std::unique_ptr<Projection> Open() {
    return Projection::Open(store.get(), [this](const absl::Status&) { ++fatal; }).value();
  }

  absl::Status Registry(RegistryChange change) {
    const std::uint64_t sequence = projection->applied(Feed::kRegistry).sequence + 1;
    const RegistryEvent events[] = {{.sequence = sequence, .change = std::move(change)}};
    const ledger::Cursor after = CursorAt("er", sequence);
    return projection->ApplyRegistry(events, &after);
  }
  absl::Status Member(MembershipVersion version) {
    const std::uint64_t sequence = projection->applied(Feed::kMembers).sequence + 1;
    const bool begins = version.dates.revision == 1;
    const MembersEvent events[] = {
        {.sequence = sequence, .begins = begins, .version = std::move(version)}};
    const ledger::Cursor after = CursorAt("em", sequence);
    return projection->ApplyMembers(events, &after);
  }

  // Every key and value of the store.
  std::vector<std::pair<std::string, std::string>> Contents() const {
    std::vector<std::pair<std::string, std::string>> contents;
    const absl::Status scanned =
        store->Scan("", [&contents](absl::string_view key, absl::string_view value) {
          contents.emplace_back(std::string(key), std::string(value));
          return true;
        });
    if (!scanned.ok()) contents.clear();
    return contents;
  }

  std::int64_t members() const {
    std::int64_t members = 0;
    projection->Read([&](const Facts& facts, const Applied&) { members = facts.members(); });
    return members;
  }
};

// The campaign most tests look at: county o0 with a target of 100, entry due on 2019-11-30.
inline CampaignOpened TestCampaign() {
  return {.id = CampaignId("c"),
          .campaign = {.title = "t",
                       .organization = Org(0),
                       .forms_due_on = absl::CivilDay(2019, 11, 15),
                       .entry_due_on = absl::CivilDay(2019, 11, 30),
                       .target = 100}};
}

inline Quota TestQuota(int organization, std::int64_t target) {
  return {.section = "county",
          .seq = organization,
          .title = absl::StrCat("unit ", organization),
          .target = target,
          .organization = Org(organization)};
}

// A plan of that campaign.
inline QuotaPlanSet TestPlan(Dates dates, std::vector<Quota> quotas) {
  return {.campaign = CampaignId("c"),
          .plan = {.revision = dates.revision, .quotas = std::move(quotas)},
          .dates = dates};
}

inline OrganizationVersion TestOrganization(int number, int parent, bool closed = false,
                                            Dates dates = RecordedOn(9, 25)) {
  OrganizationVersion version{
      .id = Org(number), .parent = std::nullopt, .closed = closed, .dates = dates};
  if (number != 0) version.parent = Org(parent);
  return version;
}

inline MembershipVersion TestMember(const std::string& member, int organization, Dates dates) {
  return {.member = MemberId(member), .organization = Org(organization), .dates = dates};
}

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_
