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
#include "lib/base/mutex.h"
#include "lib/kv/rocks_kv_store.h"
#include "services/reporting/app/feed_source.h"
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

// Numbers the events it is given and applies them at once.
struct TestProjection {
  std::unique_ptr<kv::KvStore> store =
      kv::OpenRocks({.directory = "/reporting", .in_memory = true}).value();
  int fatal = 0;
  std::unique_ptr<Projection> projection =
      Projection::Open(store.get(), [this](const absl::Status&) { ++fatal; }).value();
  FakeFeeds feeds;

  absl::Status Registry(RegistryChange change) {
    const std::uint64_t sequence = projection->applied(Feed::kRegistry).sequence + 1;
    const RegistryEvent events[] = {{.sequence = sequence, .change = std::move(change)}};
    return projection->ApplyRegistry(events, CursorAt("er", sequence));
  }
  absl::Status Member(absl::CivilDay day, const std::string& member, Membership membership) {
    const std::uint64_t sequence = projection->applied(Feed::kMembers).sequence + 1;
    const MembersEvent events[] = {{.sequence = sequence,
                                    .day = day,
                                    .member = MemberId(member),
                                    .membership = std::move(membership)}};
    return projection->ApplyMembers(events, CursorAt("em", sequence));
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

inline OrganizationChanged TestOrganization(int number, int parent, bool closed = false) {
  return {.id = Org(number),
          .organization = {.parent = Org(parent), .union_name = "n", .closed = closed}};
}

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_
