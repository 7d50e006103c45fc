// A question about a person tells nothing but its answer, asked of the real processes: what the
// caller gets, and how long an entry or a sealed value is on the disk, is the same for a registered
// number under another name as for one that nobody holds. Who asks about too many whom nobody is
// registered as is told of.

#include <gmock/gmock.h>
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/audit/entry.h"
#include "lib/ledger/records.h"
#include "lib/testing/status_matchers.h"
#include "mingce/members/storage/v1/rows.pb.h"
#include "tests/integration/damage_for_tests.h"

namespace mingce::tests {
namespace {

using members::v1::PersonKey;
using testing::HasSubstr;
using testing::StartsWith;

constexpr int kFirst = 60'000;
constexpr int kNobody = 300'000;
constexpr std::uint8_t kMemberTable = 0x10;

// An entry of the members' audit log, and the bytes that it takes there.
struct Entered {
  audit::Entry entry;
  std::size_t bytes = 0;
};

class QuestionTest : public RegisterTest {
 protected:
  static std::unique_ptr<Members> As(const std::string& identity, policy::v1::Role role) {
    suite_->Issue(identity);
    suite_->Grant(identity, role);
    suite_->WaitUntilCaughtUp();
    return members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
  }

  static PersonKey Misnamed(int person) {
    PersonKey key = Question(person).person();
    key.set_full_name("赵六");
    return key;
  }

  static members::v1::LookupMemberRequest Lookup(const PersonKey& person) {
    members::v1::LookupMemberRequest request;
    *request.mutable_person() = person;
    return request;
  }
  static members::v1::CheckEligibilityRequest Check(const PersonKey& person) {
    members::v1::CheckEligibilityRequest request = Question(kFirst);
    *request.mutable_person() = person;
    return request;
  }
  static members::v1::BatchCheckEligibilityRequest Batch(const std::vector<PersonKey>& persons) {
    const members::v1::CheckEligibilityRequest sound = Question(kFirst);
    members::v1::BatchCheckEligibilityRequest request;
    request.set_benefit(sound.benefit());
    request.set_purpose(sound.purpose());
    request.set_case_number(sound.case_number());
    for (const PersonKey& person : persons) *request.add_persons() = person;
    return request;
  }

  // All that comes back to the caller of one call, byte by byte.
  template <typename Request, typename Response>
  static std::string Told(Members& stub,
                          grpc::Status (Members::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
                          const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    context.set_wait_for_ready(true);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    std::string told = absl::StrCat(status.error_code(), " ", status.error_message(), " ",
                                    absl::CHexEscape(status.error_details()), " ",
                                    absl::CHexEscape(response.SerializeAsString()));
    for (const auto& [key, value] : context.GetServerTrailingMetadata()) {
      absl::StrAppend(&told, " ", std::string(key.data(), key.size()), "=",
                      absl::CHexEscape(std::string(value.data(), value.size())));
    }
    return told;
  }

  // The rows of one table of members, which is stopped for it and started again.
  static std::map<std::string, std::string> RowsOf(std::uint8_t table) {
    EXPECT_EQ(suite_->Stop(Service::kMembers), 0);
    std::map<std::string, std::string> rows;
    {
      StoreCopy copy(suite_->StoreOf(Service::kMembers));
      rows = copy.Table(table);
    }
    suite_->Start(Service::kMembers);
    return rows;
  }

  // What the audit log says of `identity`, by action.
  static std::map<std::string, std::vector<Entered>> EntriesOf(const std::string& identity) {
    std::map<std::string, std::vector<Entered>> entries;
    for (const auto& [key, row] : RowsOf(kAuditTable)) {
      const absl::StatusOr<audit::Entry> entry =
          audit::Decode(ledger::DecodeChained(row).value().payload);
      EXPECT_THAT(entry, IsOk());
      if (!entry.ok() || entry->actor != Suite::UriOf(identity)) continue;
      entries[entry->action].push_back({.entry = *entry, .bytes = row.size()});
    }
    return entries;
  }
};

TEST_F(QuestionTest, ARegisteredNumberUnderAnotherNameIsToldAsOneThatNobodyHolds) {
  Import(MemberImport({MemberRow(kFirst, UnionCode(1))}));
  Members& officer = suite_->members();
  const std::string looked_up = Told(officer, &Members::LookupMember, Lookup(Misnamed(kFirst)));
  EXPECT_THAT(looked_up, HasSubstr("MEMBER_NOT_FOUND"));
  EXPECT_EQ(looked_up, Told(officer, &Members::LookupMember, Lookup(Misnamed(kNobody))));
  EXPECT_EQ(looked_up, Told(officer, &Members::LookupMember, Lookup(Question(kNobody).person())));

  const auto partner = As("partner/asks", policy::v1::BENEFIT_SYSTEM);
  const std::string checked = Told(*partner, &Members::CheckEligibility, Check(Misnamed(kFirst)));
  EXPECT_THAT(checked, HasSubstr("NOT_COLLECTED"));
  EXPECT_EQ(checked, Told(*partner, &Members::CheckEligibility, Check(Misnamed(kNobody))));
  EXPECT_EQ(Told(*partner, &Members::BatchCheckEligibility, Batch({Misnamed(kFirst)})),
            Told(*partner, &Members::BatchCheckEligibility, Batch({Misnamed(kNobody)})));

  const PersonKey right = Question(kFirst).person();
  EXPECT_THAT(Told(officer, &Members::LookupMember, Lookup(right)), HasSubstr("members/"));
  EXPECT_NE(checked, Told(*partner, &Members::CheckEligibility, Check(right)));
}

// Who sees the log grow on the disk does not see which of the two it was.
TEST_F(QuestionTest, TheLogTellsOfBothInAsManyBytes) {
  Import(MemberImport({MemberRow(kFirst + 1, UnionCode(1))}));
  const auto clerk = As("person/clerk", policy::v1::COLLECTOR);
  const auto partner = As("partner/measured", policy::v1::BENEFIT_SYSTEM);
  const std::vector<PersonKey> both = {Misnamed(kFirst + 1), Misnamed(kNobody + 1)};
  for (const PersonKey& person : both) {
    Told(*clerk, &Members::LookupMember, Lookup(person));
    Told(*partner, &Members::CheckEligibility, Check(person));
  }
  Told(*partner, &Members::BatchCheckEligibility, Batch(both));
  std::map<std::string, std::vector<Entered>> entries = EntriesOf("partner/measured");
  entries.merge(EntriesOf("person/clerk"));
  for (const char* action :
       {"members.LookupMember", "members.CheckEligibility", "members.BatchCheckEligibility"}) {
    const std::vector<Entered>& of_action = entries[action];
    ASSERT_EQ(of_action.size(), 2u) << action;
    EXPECT_THAT(of_action[0].entry.subject, StartsWith("members/")) << action;
    EXPECT_THAT(of_action[1].entry.subject, StartsWith("numbers/")) << action;
    EXPECT_EQ(of_action[0].bytes, of_action[1].bytes) << action;
  }
}

// Names and notes of very different lengths; seen by who has the disk and not the key.
TEST_F(QuestionTest, WhatIsSealedDoesNotShowHowLongItIs) {
  constexpr std::size_t kStep = 64;
  constexpr std::size_t kBesides = 33;  // suite, key, nonce and tag
  const std::vector<std::string> names = {"Bo Li", "Clara Hoffmann", "Konstantin Wetherby",
                                          "Bartholomew Maximilian Featherstonehaugh"};
  std::vector<std::map<std::string, std::string>> rows;
  for (const std::string& name : names) {
    rows.push_back(MemberRow(kFirst + 10 + static_cast<int>(rows.size()), UnionCode(3)));
    rows.back()["full_name"] = name;
  }
  const members::v1::ImportMembersResponse imported = Import(MemberImport(rows));
  for (const auto& result : imported.results()) {
    EXPECT_EQ(result.outcome(), type::ACCEPTED) << result.DebugString();
  }
  const auto partner = As("partner/writes", policy::v1::BENEFIT_SYSTEM);
  for (const char* note : {"复核", "家属来电，材料已补齐，请按新材料复核"}) {
    members::v1::CheckEligibilityRequest request = Question(kNobody + 2);
    request.set_note(note);
    Told(*partner, &Members::CheckEligibility, request);
  }

  const std::string unit = UnitWithCode(UnionCode(3)).name();
  std::size_t profiles = 0;
  std::set<std::size_t> lengths;
  for (const auto& [key, value] : RowsOf(kMemberTable)) {
    members::storage::v1::MemberRow row;
    ASSERT_TRUE(row.ParseFromString(value));
    EXPECT_EQ(row.sealed_profile().size() % kStep, kBesides);
    if (absl::StrCat("organizations/", row.organization()) != unit) continue;
    ++profiles;
    lengths.insert(row.sealed_profile().size());
  }
  EXPECT_EQ(profiles, names.size());
  EXPECT_LE(lengths.size(), 2u) << "they may lie on two sides of one step";
  const std::vector<Entered> noted = EntriesOf("partner/writes")["members.CheckEligibility"];
  ASSERT_EQ(noted.size(), 2u);
  EXPECT_THAT(noted[0].entry.purpose, HasSubstr("; note "));
  EXPECT_EQ(noted[0].bytes, noted[1].bytes);
}

TEST_F(QuestionTest, WhoMissesMoreOftenThanNotIsToldOfOnceADay) {
  constexpr int kEach = 150;
  const std::string identity = "partner/misses";
  const auto partner = As(identity, policy::v1::BENEFIT_SYSTEM);
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<PersonKey> persons;
  for (int n = 0; n < kEach; ++n) {
    rows.push_back(MemberRow(kFirst + 100 + n, UnionCode(1)));
    persons.push_back(Question(kFirst + 100 + n).person());
    persons.push_back(Question(kNobody + 100 + n).person());
  }
  Import(MemberImport(rows));
  const auto reading = [](const std::string& name) {
    return suite_->Reading(Service::kMembers, name);
  };
  const double often = reading("askers_missing_often");
  const double asked = reading("questions_total");
  const double missed = reading("question_misses_total");
  ASSERT_GE(often, 0);

  EXPECT_THAT(Told(*partner, &Members::BatchCheckEligibility, Batch(persons)), StartsWith("0 "));
  EXPECT_EQ(reading("questions_total"), asked + 2 * kEach);
  EXPECT_EQ(reading("question_misses_total"), missed + kEach);
  EXPECT_EQ(reading("askers_missing_often"), often) << "every second one is no alarm";
  const auto miss_once = [&](int person) {
    members::v1::CheckEligibilityResponse response;
    EXPECT_THAT(Ask(*partner, &Members::CheckEligibility, Question(kNobody + person), &response),
                IsOk());
  };
  miss_once(3);
  EXPECT_EQ(reading("askers_missing_often"), often + 1);
  miss_once(4);
  EXPECT_EQ(reading("askers_missing_often"), often + 1);

  std::vector<Entered> alarms = EntriesOf(identity)["members.Questions"];
  ASSERT_EQ(alarms.size(), 1u);
  EXPECT_EQ(alarms[0].entry.decision, "MISSES_TOO_OFTEN");
  EXPECT_EQ(alarms[0].entry.count, static_cast<std::uint32_t>(kEach + 1));
  // It has been started again meanwhile, and counts from the log.
  EXPECT_EQ(reading("askers_missing_often"), often + 1);
  miss_once(5);
  EXPECT_EQ(EntriesOf(identity)["members.Questions"].size(), 1u);
}

}  // namespace
}  // namespace mingce::tests
