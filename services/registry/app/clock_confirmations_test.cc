#include "services/registry/app/clock_confirmations.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/match.h"
#include "lib/base/error.h"
#include "lib/ledger/envelope.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/storage/published.h"

namespace mingce::registry {
namespace {

constexpr char kEvent[] = "0123456789abcdefghjkmnpqrs-17";

class ClockConfirmationsTest : public RegisterTest {
 protected:
  ClockConfirmationsTest() { OpenCampaign(); }

  absl::StatusOr<ClockConfirmation> Confirm(const std::string& event,
                                            const std::string& document = "桃工发〔2019〕40号",
                                            const std::string& by = kOfficer) {
    return Await<ClockConfirmation>([&](Done<ClockConfirmation> done) {
      Mutation mutation = NewMutation();
      mutation.key.caller = by;
      ConfirmClock(parts_, NewCall("registry.ConfirmClock", by), event, document,
                   std::move(mutation), std::move(done));
    });
  }
  // Everything of an event that does not depend on its type or place.
  static std::string TimeAndData(const feed::v1::Event& event) {
    return absl::StrCat(event.recorded_time().ShortDebugString(), event.data().value());
  }
  std::uint64_t events() const { return ledger_->Head().sequence; }
};

TEST_F(ClockConfirmationsTest, IsSaidOnceWithWhoSaidItWhenAndByWhichDocument) {
  const std::uint64_t before = events();
  const absl::StatusOr<ClockConfirmation> said = Confirm(kEvent, " 桃工发〔2019〕40号 ");
  ASSERT_THAT(said, IsOk());
  EXPECT_EQ(*said, (ClockConfirmation{.event = kEvent,
                                      .document_number = "桃工发〔2019〕40号",
                                      .confirmed_by = kOfficer,
                                      .recorded = clock_.Now()}));
  EXPECT_EQ(events(), before + 1);
  clock_.Advance(absl::Hours(1));
  const absl::StatusOr<ClockConfirmation> again = Confirm(kEvent, "another");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(*again, *said) << "answered as it is";
  EXPECT_EQ(events(), before + 1);
}

// What the registry itself records while its clock is set back, and the word about it, are told the
// same way by the stream and by the present state.
TEST_F(ClockConfirmationsTest, StreamAndStateSayTheSameOfSuspectTimes) {
  clock_.StepWall(-absl::Hours(3));
  const Organization organization = MustCreate("一");
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(Update(organization, {{"union_name", "二"}}), IsOk());
  ASSERT_THAT(Confirm(kEvent), IsOk());
  std::map<std::string, std::string> live;
  for (const feed::v1::Event& event : Events()) {
    if (event.time_suspect_since() == 0) continue;
    live[TimeAndData(event)] = absl::StrCat(event.time_suspect_since());
  }
  EXPECT_EQ(live.size(), 3u);
  std::map<std::string, std::string> state;
  ASSERT_THAT(
      VisitPublished(
          *store_, "",
          [&](absl::string_view, const ledger::NewEvent& said, ledger::RecordedTime recorded) {
            const feed::v1::Event event = ledger::Envelope(said, "", recorded);
            if (event.recorded_time().seconds() == 0) return true;
            if (live.contains(TimeAndData(event))) {
              state[TimeAndData(event)] = absl::StrCat(event.time_suspect_since());
            }
            return true;
          }),
      IsOk());
  ASSERT_EQ(state.size(), 3u);
  for (const auto& [said, since] : live) {
    const bool is_clock = absl::StrContains(said, kEvent);
    EXPECT_EQ(state[said], is_clock ? "0" : since) << "only what figures ask it of has it";
  }
}

TEST_F(ClockConfirmationsTest, WhatIsRefused) {
  const std::uint64_t before = events();
  for (const char* bad :
       {"", "0123456789abcdefghjkmnpqrs", "0123456789abcdefghjkmnpqrs-",
        "0123456789abcdefghjkmnpqrs-0", "0123456789abcdefghjkmnpqrs-01",
        "0123456789abcdefghjkmnpqrs--1", "0123456789abcdefghjkmnpqrs-1 ",
        "0123456789abcdefghjkmnpqrs-18446744073709551616", "0123456789abcdefghjkmnpqrs:1",
        "0123456789ABCDEFGHJKMNPQRS-1", "members-17"}) {
    EXPECT_EQ(ReasonOf(Confirm(bad).status()), "EVENT_ID_INVALID") << bad;
  }
  EXPECT_EQ(ReasonOf(Confirm(kEvent, " ").status()), "FIELD_MISSING");
  EXPECT_EQ(ReasonOf(Confirm(kEvent, "d", "spiffe://test/person/nobody").status()),
            "PERMISSION_DENIED");
  EXPECT_EQ(events(), before);
}

}  // namespace
}  // namespace mingce::registry
