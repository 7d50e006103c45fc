// A service whose machine's clock is set back: crash/wall_clock.cc is wrong by what the test says.

#include "lib/base/clock.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/base/time_proto.h"
#include "lib/testing/status_matchers.h"
#include "tests/crash/fault_control.h"
#include "tests/integration/register_for_tests.h"
#include "tests/integration/tool.h"

namespace mingce::tests {
namespace {

constexpr char kOfUnit[] = "县教育工会";

class ClockTest : public RegisterTest {
 protected:
  // A campaign of which entry is due tomorrow, with one unit.
  static void OpenCampaign() {
    registry::v1::GetCampaignRequest known;
    known.set_name(kCampaign);
    registry::v1::CreateCampaignRequest open;
    ASSERT_THAT(Ask(suite_->catalogue(), &Catalogue::GetCampaign, known, open.mutable_campaign()),
                IsOk());
    open.mutable_campaign()->set_name(kThis);
    SetDate(BeijingDay(Clock::System().Now()) + 1, open.mutable_campaign()->mutable_entry_due_on());
    open.set_request_id(NewUuid());
    registry::v1::Campaign opened;
    ASSERT_THAT(Ask(suite_->catalogue(), &Catalogue::CreateCampaign, open, &opened), IsOk());
    registry::v1::SetQuotaPlanRequest set;
    set.set_campaign(kThis);
    set.set_document_number("桃工发〔2019〕13号");
    set.set_request_id(NewUuid());
    registry::v1::Quota* quota = set.add_quotas();
    quota->set_section("county");
    quota->set_seq(1);
    quota->set_title(kOfUnit);
    quota->set_target(3);
    quota->set_union_kind_code("21");
    registry::v1::QuotaPlan plan;
    ASSERT_THAT(Ask(suite_->catalogue(), &Catalogue::SetQuotaPlan, set, &plan), IsOk());
  }

  // Starts it again on a machine of which the clock can be set.
  static void StartWithAClock(Service service) {
    EXPECT_EQ(suite_->Stop(service), 0);
    const std::string path = suite_->directory() + "/clock";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    ASSERT_EQ(ftruncate(file, kControlBytes), 0);
    void* const mapped = mmap(nullptr, kControlBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    ASSERT_NE(mapped, MAP_FAILED);
    clock_ = static_cast<FaultControl*>(mapped);
    setenv("LD_PRELOAD", MINGCE_WALL_CLOCK, 1);
    setenv("MINGCE_FAULTS", path.c_str(), 1);
    suite_->Start(service);
    unsetenv("LD_PRELOAD");
    unsetenv("MINGCE_FAULTS");
  }

  // Returns when the service is sure to have seen it: Abseil looks at the clock every two seconds.
  static void SetClock(int seconds) {
    clock_->at = seconds;
    clock_->call = kClock;
    absl::SleepFor(absl::Milliseconds(2'500));
  }

  static void Register(int person) {
    const auto response = Import(MemberImport({MemberRow(person, UnionCode(1))}));
    ASSERT_EQ(response.results_size(), 1);
    ASSERT_EQ(response.results(0).outcome(), type::ACCEPTED) << response.DebugString();
  }

  // "counted on-time suspect" of the unit, once everything is in it.
  static std::string Figures(const google::protobuf::Timestamp* known_at = nullptr) {
    suite_->WaitUntilCaughtUp();
    reporting::v1::GetAttainmentRequest request;
    request.set_campaign(kThis);
    if (known_at != nullptr) *request.mutable_known_at() = *known_at;
    reporting::v1::Attainment table;
    EXPECT_THAT(Ask(suite_->reporting(), &Reporting::GetAttainment, request, &table), IsOk());
    if (table.units_size() != 1) return table.DebugString();
    const reporting::v1::UnitAttainment& unit = table.units(0);
    return absl::StrCat(unit.counts().counted(), " ", unit.counted_on_time(), " ",
                        unit.time_suspect());
  }

  static reporting::v1::GetStatusResponse Status() {
    reporting::v1::GetStatusResponse status;
    EXPECT_THAT(Ask(suite_->reporting(), &Reporting::GetStatus, {}, &status), IsOk());
    return status;
  }

  static constexpr char kThis[] = "campaigns/due-tomorrow";
  static constexpr off_t kControlBytes = 4096;
  static inline FaultControl* clock_ = nullptr;
};

TEST_F(ClockTest, WhatAClockSetBackRecordsIsNotOnTimeUntilAnOfficerConfirmsIt) {
  StartWithAClock(Service::kMembers);
  OpenCampaign();
  Register(1);
  EXPECT_EQ(Figures(), "1 1 0");
  EXPECT_EQ(Status().clock_set_backs_size(), 0);

  SetClock(-180);
  Register(2);
  EXPECT_EQ(Figures(), "2 1 1");
  SetClock(0);
  Register(3);
  EXPECT_EQ(Figures(), "3 2 1") << "what the clock records once it is right again is not suspect";
  const reporting::v1::GetStatusResponse status = Status();
  ASSERT_EQ(status.clock_set_backs_size(), 1);
  const reporting::v1::ClockSetBack& set_back = status.clock_set_backs(0);
  EXPECT_EQ(set_back.source(), "mingce/members");
  EXPECT_EQ(set_back.facts(), 1);
  EXPECT_FALSE(set_back.confirmed());
  EXPECT_EQ(suite_->Reading(Service::kReporting, "clock_set_backs_unconfirmed"), 1);

  // Built anew from the present state of the sources, it knows the same.
  EXPECT_EQ(suite_->Stop(Service::kReporting), 0);
  suite_->DeleteStore(Service::kReporting);
  suite_->Start(Service::kReporting);
  EXPECT_EQ(Figures(), "3 2 1");

  const auto confirm_by_tool = [](const std::string& event) {
    return RunTool(*suite_, "person/officer",
                   {"clock", "confirm", event, "--document", "桃工发〔2019〕40号"});
  };
  const ToolRun unknown = confirm_by_tool("mingce/members/events/1");
  EXPECT_EQ(unknown.refusal, "SET_BACK_UNKNOWN") << unknown.said;
  EXPECT_EQ(unknown.exit_status, 1);
  EXPECT_EQ(Figures(), "3 2 1") << "no event, no word";

  registry::v1::ConfirmClockRequest request;
  request.set_event(set_back.event());
  request.set_document_number("桃工发〔2019〕40号");
  request.set_request_id(NewUuid());
  registry::v1::ClockConfirmation confirmation;
  ASSERT_THAT(Ask(suite_->catalogue(), &Catalogue::ConfirmClock, request, &confirmation), IsOk());
  EXPECT_EQ(Figures(), "3 3 0");
  EXPECT_TRUE(Status().clock_set_backs(0).confirmed());
  google::protobuf::Timestamp before;
  SetTimestamp(TimeOf(confirmation.recorded_time()) - absl::Microseconds(1), &before);
  EXPECT_EQ(Figures(&before), "3 2 1") << "as it was answered before";
}

}  // namespace
}  // namespace mingce::tests
