// A projection over a store in memory, with feeds that say what a test wants. For tests only.

#ifndef MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_
#define MINGCE_SERVICES_REPORTING_APP_PROJECTION_FOR_TESTS_H_

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/day.h"
#include "lib/base/mutex.h"
#include "lib/kv/rocks_kv_store.h"
#include "services/registry/mirror/events_for_test.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"

namespace mingce::type {

inline bool operator==(const Cursor& a, const Cursor& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}
inline bool operator==(const Head& a, const Head& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}

}  // namespace mingce::type

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

inline type::Cursor CursorAt(absl::string_view epoch, std::uint64_t sequence) {
  type::Cursor cursor;
  cursor.set_epoch(std::string(epoch));
  cursor.set_sequence(sequence);
  cursor.set_hash(std::string(32, 'h'));
  return cursor;
}

inline type::Head HeadAt(absl::string_view epoch, std::uint64_t sequence) {
  type::Head head;
  head.set_epoch(std::string(epoch));
  head.set_sequence(sequence);
  return head;
}

inline OrganizationId Org(int number) { return OrganizationId(absl::StrFormat("%026d", number)); }

// Noon of a day of 2019 in Beijing.
inline absl::Time Noon(int month, int day) {
  return StartOfDay(absl::CivilDay(2019, month, day)) + absl::Hours(12);
}

inline Dates RecordedOn(int month, int day, std::int64_t revision = 1) {
  return {
      .day = absl::CivilDay(2019, month, day), .revision = revision, .recorded = Noon(month, day)};
}

// What a test lets the registry say.
using RegistryChange =
    std::variant<OrganizationVersion, CampaignOpened, QuotaPlanSet, ClockConfirmed>;

struct RegistryEvent {
  std::uint64_t sequence = 0;
  RegistryChange change;
};

inline feed::v1::Event ToProto(const OrganizationVersion& version) {
  registry::mirror::OrganizationVersion of{.id = version.id.text(),
                                           .version = {.day = version.dates.day,
                                                       .revision = version.dates.revision,
                                                       .recorded = version.dates.recorded,
                                                       .value = {.closed = version.closed}}};
  if (version.parent.has_value()) of.version.value.parent = version.parent->text();
  feed::v1::Event event = registry::mirror::EventOf(of, 0);
  event.set_time_suspect_since(version.dates.suspect_since);
  return event;
}

inline feed::v1::Event ToProto(const CampaignOpened& opened) {
  registry::events::v1::CampaignCreated data;
  data.set_campaign("campaigns/" + opened.id.text());
  data.set_organization("organizations/" + Org(0).text());
  data.set_organization_form("forms/organization-1");
  data.set_member_form("forms/member-1");
  SetDate(absl::CivilDay(2019, 9, 25), data.mutable_start_on());
  SetDate(absl::CivilDay(2019, 11, 15), data.mutable_forms_due_on());
  SetDate(opened.campaign.entry_due_on, data.mutable_entry_due_on());
  data.set_target(opened.campaign.target);
  return registry::mirror::EventOf(data, Noon(9, 25), 0);
}

inline feed::v1::Event ToProto(const ClockConfirmed& confirmed) {
  registry::events::v1::ClockConfirmed data;
  data.set_event(confirmed.event);
  return registry::mirror::EventOf(data, confirmed.recorded, 0);
}

inline feed::v1::Event ToProto(const QuotaPlanSet& set) {
  registry::events::v1::QuotaPlanSet data;
  data.set_campaign("campaigns/" + set.campaign.text());
  SetDate(set.dates.day, data.mutable_effective_on());
  data.set_revision(set.dates.revision);
  for (const Quota& quota : set.plan.quotas) {
    auto* to = data.add_quotas();
    to->set_section(quota.section);
    to->set_seq(quota.seq);
    to->set_title(quota.title);
    to->set_target(quota.target);
    to->set_organization("organizations/" + quota.organization.text());
  }
  return registry::mirror::EventOf(data, set.dates.recorded, 0);
}

inline absl::Status ApplyRegistry(Projection* projection, absl::Span<const RegistryEvent> events,
                                  const type::Cursor* after) {
  std::vector<feed::v1::Event> messages;
  for (const RegistryEvent& event : events) {
    messages.push_back(std::visit([](const auto& said) { return ToProto(said); }, event.change));
    messages.back().set_sequence(event.sequence);
  }
  std::vector<const feed::v1::Event*> pointers;
  for (const feed::v1::Event& message : messages) pointers.push_back(&message);
  return projection->ApplyRegistry({.events = pointers, .cursor = after});
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
    const std::uint64_t sequence = projection->applied(Feed::kRegistry).sequence() + 1;
    const RegistryEvent events[] = {{.sequence = sequence, .change = std::move(change)}};
    const type::Cursor after = CursorAt("er", sequence);
    return ApplyRegistry(projection.get(), events, &after);
  }
  absl::Status Member(MembershipVersion version) {
    const std::uint64_t sequence = projection->applied(Feed::kMembers).sequence() + 1;
    const bool begins = version.dates.revision == 1;
    const MembersEvent events[] = {
        {.sequence = sequence, .begins = begins, .version = std::move(version)}};
    const type::Cursor after = CursorAt("em", sequence);
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
          .campaign = {.entry_due_on = absl::CivilDay(2019, 11, 30), .target = 100}};
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
