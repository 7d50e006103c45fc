#include "services/registry/mirror/mirror.h"

#include <gmock/gmock.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/mirror/events_for_test.h"
#include "services/registry/mirror/replay_for_test.h"
#include "services/registry/mirror/rows.h"

namespace mingce::registry::mirror {
namespace {

namespace ev = events::v1;

constexpr std::uint8_t kTable = 0x27;

std::uint64_t PermissionsOf(int role) { return std::uint64_t{1} << role; }

Options ForTest() {
  return {.table = kTable, .cursor_key = "\x05place", .permissions_of = PermissionsOf};
}

void ExpectEqual(const State& state, const NaiveReplay& naive) {
  for (int days = -1; days < 11; ++days) {
    const absl::CivilDay day = kFirstDay + days;
    for (int n = 0; n < kOrganizations; ++n) {
      const auto* expected = naive.On<OrganizationVersion>(Id(n), day);
      const Organization* held = state.OrganizationOn(Id(n), day);
      ASSERT_EQ(held != nullptr, expected != nullptr) << n << " on " << absl::FormatCivilTime(day);
      if (held == nullptr) continue;
      EXPECT_TRUE(*held == expected->version.value) << n << " on " << absl::FormatCivilTime(day);
      EXPECT_EQ(state.tree()->ParentOf(Id(n), day), expected->version.value.parent);
      EXPECT_EQ(state.tree()->IsOpen(Id(n), day), !expected->version.value.closed);
    }
    for (int code = 0; code < 5; ++code) {
      EXPECT_THAT(naive.BearersOf(Code(code), day),
                  testing::Contains(state.BearerOf(Code(code), day)));
    }
    const auto* plan = naive.On<PlanVersion>("c", day);
    const auto* plans = state.PlansOf("c");
    const auto* held = plans == nullptr ? nullptr : plans->On(day);
    ASSERT_EQ(held != nullptr, plan != nullptr);
    if (plan != nullptr) {
      EXPECT_TRUE(held->value == plan->version.value);
    }
  }
  for (int n = 0; n < kOrganizations; ++n) {
    const auto* last = naive.On<OrganizationVersion>(Id(n), kFirstDay + 20);
    if (last != nullptr) {
      EXPECT_EQ(state.tree()->NameOf(Id(n)), last->version.value.union_name);
    }
  }
  for (int n = 0; n < 3; ++n) {
    const std::string identity = absl::StrCat("spiffe://t/user/", n);
    EXPECT_EQ(state.grants().IsRevoked(identity), naive.IsBlocked(identity)) << n;
    for (int days = -1; days < 7; ++days) {
      const absl::CivilDay day = kFirstDay + days;
      const std::uint64_t asking = PermissionsOf(policy::v1::COLLECTOR);
      EXPECT_EQ(state.QuestionLimitsOf(identity, day, asking).misses_at_once,
                naive.MissesAtOnce(identity, day))
          << n << " on " << absl::FormatCivilTime(day);
    }
  }
  for (int n = 0; n < 6; ++n) {
    const std::string grant = absl::StrCat("g", n);
    EXPECT_EQ(state.grants().Find(grant) != nullptr, naive.Stands(grant)) << n;
  }
}

class MirrorTest : public testing::Test {
 protected:
  void Apply(const std::vector<feed::v1::Event>& events, std::size_t begin, std::size_t end,
             const type::Cursor* cursor = nullptr) {
    std::vector<const feed::v1::Event*> portion;
    for (std::size_t i = begin; i < end; ++i) portion.push_back(&events[i]);
    absl::StatusOr<Change> change = mirror_->Prepare({.events = portion, .cursor = cursor});
    ASSERT_THAT(change, IsOk());
    kv::Batch batch;
    for (auto& [key, value] : change->rows) batch.Put(key, value);
    ASSERT_THAT(store_->Commit(batch), IsOk());
    mirror_->Publish(*std::move(change));
  }

  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mirror-test", .in_memory = true}).value();
  const std::unique_ptr<Mirror> mirror_ = std::make_unique<Mirror>(ForTest());
};

TEST_F(MirrorTest, SaysWhatReplayingSaysAndSoAfterARestart) {
  RandomEvents draw(TestSeed());
  std::vector<feed::v1::Event> events;
  for (int i = 0; i < 300; ++i) events.push_back(draw.Next());
  std::size_t begin = 0;
  while (begin < events.size()) {
    const std::size_t end = std::min(events.size(), begin + 1 + draw.Draw(40));
    Apply(events, begin, end);
    begin = end;
  }
  const NaiveReplay naive(events);
  ExpectEqual(*mirror_->Now(), naive);
  ExpectEqual(*Mirror::Open(*store_, ForTest()).value()->Now(), naive);
}

TEST_F(MirrorTest, EventsMayComeInAnyOrderAndTwice) {
  RandomEvents draw(TestSeed());
  std::vector<feed::v1::Event> events;
  for (int i = 0; i < 200; ++i) events.push_back(draw.Next());
  const NaiveReplay naive(events);
  std::shuffle(events.begin(), events.end(), draw.random());
  Apply(events, 0, 120);
  Apply(events, 60, 200);
  Apply(events, 0, 200);
  ExpectEqual(*mirror_->Now(), naive);
  ExpectEqual(*Mirror::Open(*store_, ForTest()).value()->Now(), naive);
}

TEST_F(MirrorTest, ASnapshotAndTheTailAreTheWholeStream) {
  RandomEvents draw(TestSeed());
  std::vector<feed::v1::Event> events;
  for (int i = 0; i < 200; ++i) events.push_back(draw.Next());
  const NaiveReplay naive(events);
  // A snapshot holds no sequences, of an identity the newest event only, and every version.
  std::vector<feed::v1::Event> snapshot;
  std::map<std::string, feed::v1::Event> newest;
  for (std::size_t i = 0; i < 150; ++i) {
    const Place place = (*ReadEvent(events[i]))->place;
    (place.kind == Place::Kind::kBlocking ? newest[place.subject] : snapshot.emplace_back()) =
        events[i];
  }
  for (const auto& [identity, event] : newest) snapshot.push_back(event);
  for (feed::v1::Event& event : snapshot) event.clear_sequence();
  std::shuffle(snapshot.begin(), snapshot.end(), draw.random());
  Apply(snapshot, 0, snapshot.size());
  Apply(events, 150, 200);
  ExpectEqual(*mirror_->Now(), naive);
  ExpectEqual(*Mirror::Open(*store_, ForTest()).value()->Now(), naive);
}

TEST_F(MirrorTest, NothingIsSeenBeforeItIsPublishedAndAHeldStateStays) {
  RandomEvents draw(TestSeed());
  std::vector<feed::v1::Event> events;
  for (int i = 0; i < 100; ++i) events.push_back(draw.Next());
  Apply(events, 0, 50);
  const std::shared_ptr<const State> held = mirror_->Now();
  std::vector<const feed::v1::Event*> rest;
  for (std::size_t i = 50; i < 100; ++i) rest.push_back(&events[i]);
  absl::StatusOr<Change> change = mirror_->Prepare({.events = rest});
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(mirror_->Now(), held);
  mirror_->Publish(*std::move(change));
  events.resize(50);
  ExpectEqual(*held, NaiveReplay(events));
}

TEST_F(MirrorTest, KeepsTheFollowersPlaceWithTheEvents) {
  EXPECT_EQ(mirror_->Now()->cursor().sequence(), 0u);
  RandomEvents draw(1);
  const std::vector<feed::v1::Event> events = {draw.Next(), draw.Next()};
  type::Cursor cursor;
  cursor.set_epoch("e");
  cursor.set_sequence(2);
  Apply(events, 0, 1);
  EXPECT_EQ(mirror_->Now()->cursor().sequence(), 0u);
  Apply(events, 1, 2, &cursor);
  EXPECT_EQ(mirror_->Now()->cursor().sequence(), 2u);
  EXPECT_EQ(Mirror::Open(*store_, ForTest()).value()->Now()->cursor().epoch(), "e");
}

TEST_F(MirrorTest, KnowsEveryTypeOfEvent) {
  const google::protobuf::FileDescriptor* file = ev::OrganizationCreated::descriptor()->file();
  int known = 0;
  for (int i = 0; i < file->message_type_count(); ++i) {
    const google::protobuf::Descriptor* type = file->message_type(i);
    const bool is_part =
        type == ev::OrganizationVersion::descriptor() || type == ev::RoleGrant::descriptor();
    if (is_part) continue;
    ++known;
    feed::v1::Event event;
    event.set_type(type->full_name());
    event.mutable_data()->PackFrom(
        *google::protobuf::MessageFactory::generated_factory()->GetPrototype(type));
    EXPECT_NE(ReasonOf(ReadEvent(event).status()), "EVENT_TYPE_UNKNOWN") << type->full_name();
  }
  EXPECT_EQ(known, 12);
}

TEST_F(MirrorTest, StopsAtWhatItDoesNotKnow) {
  google::protobuf::StringValue unknown;
  feed::v1::Event event = EventOf(unknown, kStart, 1);
  const feed::v1::Event* portion[] = {&event};
  const absl::Status stopped = mirror_->Prepare({.events = portion}).status();
  EXPECT_THAT(stopped, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(ReasonOf(stopped), "EVENT_TYPE_UNKNOWN");
  event.set_skippable(true);
  const absl::StatusOr<Change> passed = mirror_->Prepare({.events = portion});
  ASSERT_THAT(passed, IsOk());
  EXPECT_THAT(passed->rows, testing::IsEmpty());
}

TEST_F(MirrorTest, StopsAtWhatCannotBe) {
  const OrganizationVersion sound{
      .id = Id(1), .version = {.day = kFirstDay, .revision = 1, .recorded = kStart, .value = {}}};
  ev::OrganizationUpdated data;
  ASSERT_TRUE(EventOf(sound, 1).data().UnpackTo(&data));
  const auto reason_of = [&](const auto& change) {
    ev::OrganizationUpdated unsound = data;
    change(unsound.mutable_organization());
    const feed::v1::Event event = EventOf(unsound, kStart, 1);
    return ReasonOf(ReadEvent(event).status());
  };
  EXPECT_EQ(reason_of([](auto*) {}), "");
  EXPECT_EQ(reason_of([](auto* v) { v->set_name("organizations/x"); }), "EVENT_UNREADABLE");
  EXPECT_EQ(reason_of([](auto* v) { v->set_parent("members/" + Id(2)); }), "EVENT_UNREADABLE");
  EXPECT_EQ(reason_of([](auto* v) { v->set_revision(0); }), "EVENT_UNREADABLE");
  EXPECT_EQ(reason_of([](auto* v) { v->clear_effective_on(); }), "EVENT_UNREADABLE");
}

// "benefit-10" is newer than "benefit-9"; a form waits for its lists.
TEST_F(MirrorTest, FormsWaitForTheirListsAndTheNewestListIsFound) {
  std::vector<feed::v1::Event> events;
  for (const char* name : {"benefit-10", "benefit-9", "sex-1"}) {
    ev::CodeListPublished data;
    data.mutable_code_list()->set_name(absl::StrCat("codeLists/", name));
    type::CodeValue& value = *data.mutable_code_list()->add_values();
    value.set_code("A");
    value.set_label(name);
    value.set_selectable(true);
    events.push_back(EventOf(data, kStart, events.size() + 1));
  }
  ev::FormPublished form;
  form.mutable_form()->set_name("forms/f-1");
  type::FormField& field = *form.mutable_form()->add_fields();
  field.set_key("sex");
  field.set_label("性别");
  field.set_type(type::FormField::CODE);
  field.set_requirement(type::FormField::REQUIRED);
  field.set_code_list("codeLists/sex-1");
  events.push_back(EventOf(form, kStart, 4));
  Apply(events, 0, 2);
  EXPECT_EQ(mirror_->Now()->NewestList("benefit")->id(), "benefit-10");
  EXPECT_EQ(mirror_->Now()->NewestList("sex"), nullptr);
  Apply(events, 3, 4);
  EXPECT_EQ(mirror_->Now()->FormOf("f-1"), nullptr);
  Apply(events, 2, 3);
  const auto complete = mirror_->Now()->FormOf("f-1");
  ASSERT_NE(complete, nullptr);
  EXPECT_TRUE(complete->lists.contains("sex-1"));
  Apply(events, 0, 4);
  EXPECT_EQ(mirror_->Now()->FormOf("f-1"), complete);
}

// So a page costs what the page holds, however much the register holds.
TEST_F(MirrorTest, AStateSharesWithTheOneBeforeWhatDidNotChange) {
  constexpr int kMany = 3000;
  const auto version = [](int n, std::int64_t revision) {
    const OrganizationVersion named{
        .id = Id(n),
        .version = {.day = kFirstDay,
                    .revision = revision,
                    .recorded = kStart,
                    .value = {.union_name = absl::StrCat("第", n, "工会")}}};
    return EventOf(named, static_cast<std::uint64_t>(n) + 1);
  };
  std::vector<feed::v1::Event> events;
  for (int n = 0; n < kMany; ++n) events.push_back(version(n, 1));
  Apply(events, 0, events.size());
  const std::shared_ptr<const State> before = mirror_->Now();
  Apply({version(7, 2)}, 0, 1);
  const std::shared_ptr<const State> after = mirror_->Now();
  EXPECT_EQ(after->organizations(), static_cast<std::size_t>(kMany));
  for (int n = 0; n < kMany; ++n) {
    EXPECT_EQ(before->VersionsOf(Id(n)) == after->VersionsOf(Id(n)), n != 7) << n;
  }
  Apply({version(7, 2)}, 0, 1);
  EXPECT_EQ(mirror_->Now()->tree(), after->tree()) << "nothing new was said";
}

TEST(RowsTest, GoldenKey) {  // on disk, in every follower's store
  EXPECT_EQ(
      RowKey(kTable,
             {.kind = Place::Kind::kOrganization, .subject = "o", .day = 20191130, .revision = 2}),
      std::string("\x27\0\0\0\0\0\0\0\x03o\0\x01\0\0\0\0\x01\x34\x17\x9a\0\0\0\0\0\0\0\x02", 28));
}

}  // namespace
}  // namespace mingce::registry::mirror
