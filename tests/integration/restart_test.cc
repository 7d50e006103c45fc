// Deaths and rebuilds: what was acknowledged is there, once; what can be derived is derived again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/campaign.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using Catalogue = registry::v1::CatalogueService::Stub;
using Members = members::v1::MembersService::Stub;
using Registry = registry::v1::RegistryService::Stub;
using Reporting = reporting::v1::ReportingService::Stub;

void LoadUnits(Suite* suite) {
  suite->LoadCampaign();
  registry::v1::GetQuotaPlanRequest request;
  request.set_name(absl::StrCat(kCampaign, "/quotaPlans/-"));
  registry::v1::QuotaPlan plan;
  ASSERT_THAT(Ask(suite->catalogue(), &Catalogue::GetQuotaPlan, request, &plan), IsOk());
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 1; n <= 4; ++n)
    rows.push_back(OrganizationRow(n, plan.quotas(n % 2).organization()));
  registry::v1::ImportOrganizationsResponse imported;
  ASSERT_THAT(
      Ask(suite->registry(), &Registry::ImportOrganizations, OrganizationImport(rows), &imported),
      IsOk());
  suite->WaitUntilCaughtUp();
}

reporting::v1::Attainment Table(Suite* suite) {
  suite->WaitUntilCaughtUp();
  reporting::v1::GetAttainmentRequest request;
  request.set_campaign(kCampaign);
  reporting::v1::Attainment table;
  EXPECT_THAT(Ask(suite->reporting(), &Reporting::GetAttainment, request, &table), IsOk());
  // How long ago the sources answered, if they have since the start, is no part of the table.
  table.mutable_watermark()->clear_registry_source();
  table.mutable_watermark()->clear_members_source();
  table.clear_known_at();
  return table;
}

std::int64_t MembersIn(Suite* suite) {
  members::v1::GetStatusResponse status;
  EXPECT_THAT(Ask(suite->members(), &Members::GetStatus, members::v1::GetStatusRequest(), &status),
              IsOk());
  return status.members();
}

unsigned Seed() {
  const char* given = std::getenv("MINGCE_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::atoi(given)) : 20191130u;
  std::cout << "seed " << seed << "\n";
  return seed;
}

// The same figures, made anew from the beginning of both feeds.
void ExpectTheSameOnceRebuilt(const reporting::v1::Attainment& table, Suite* suite) {
  EXPECT_EQ(suite->Stop(Service::kReporting), 0);
  suite->DeleteStore(Service::kReporting);
  suite->Start(Service::kReporting);
  EXPECT_EQ(Table(suite).SerializeAsString(), table.SerializeAsString());
}

constexpr int kRowsACall = 20;

std::vector<members::v1::ImportMembersRequest> Imports(int calls) {
  std::vector<members::v1::ImportMembersRequest> requests;
  for (int call = 0; call < calls; ++call) {
    std::vector<std::map<std::string, std::string>> rows;
    for (int row = 0; row < kRowsACall; ++row) {
      rows.push_back(MemberRow(call * kRowsACall + row, UnionCode(call % 4 + 1)));
    }
    requests.push_back(MemberImport(rows));
  }
  return requests;
}

TEST(RestartTest, AKilledServiceKeepsWhatItAcknowledgedAndNothingTwice) {
  std::mt19937 random(Seed());
  Suite suite;
  LoadUnits(&suite);
  constexpr int kCalls = 120;
  const std::vector<members::v1::ImportMembersRequest> requests = Imports(kCalls);
  std::atomic<bool> done = false;
  std::thread killer([&] {
    const Service victims[] = {Service::kMembers, Service::kReporting, Service::kMembers,
                               Service::kRegistry, Service::kMembers};
    for (int i = 0; !done && i < 8; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(30 + random() % 120));
      const Service victim = victims[i % 5];
      suite.Kill(victim);
      suite.Start(victim);
    }
  });
  for (const members::v1::ImportMembersRequest& request : requests) {
    members::v1::ImportMembersResponse response;
    absl::Status status;
    for (int attempt = 0; attempt < 50; ++attempt) {  // the same request id each time
      status = Ask(suite.members(), &Members::ImportMembers, request, &response);
      if (!absl::IsUnavailable(status)) break;  // as MIRROR_NOT_READY or SHUTTING_DOWN may be
    }
    ASSERT_THAT(status, IsOk());
    for (const auto& result : response.results()) {
      ASSERT_EQ(result.outcome(), type::ACCEPTED) << result.DebugString();
    }
  }
  done = true;
  killer.join();
  EXPECT_EQ(MembersIn(&suite), kCalls * kRowsACall);
  const reporting::v1::Attainment table = Table(&suite);
  EXPECT_EQ(table.county().counts().counted(), kCalls * kRowsACall);
  for (members::v1::ImportMembersRequest request : requests) {  // the import again: all unchanged
    request.set_request_id(NewUuid());
    members::v1::ImportMembersResponse response;
    ASSERT_THAT(Ask(suite.members(), &Members::ImportMembers, request, &response), IsOk());
    for (const auto& result : response.results()) {
      ASSERT_EQ(result.outcome(), type::UNCHANGED);
    }
  }
  reporting::v1::Attainment again = Table(&suite);
  EXPECT_EQ(again.SerializeAsString(), table.SerializeAsString());

  ExpectTheSameOnceRebuilt(table, &suite);
}

TEST(RestartTest, AFollowerKilledFiftyTimesEndsEqual) {
  std::mt19937 random(Seed());
  Suite suite;
  LoadUnits(&suite);
  constexpr int kKills = 50;
  constexpr int kCalls = 200;
  int next = 0;
  const std::vector<members::v1::ImportMembersRequest> requests = Imports(kCalls);
  // The roll grows by a few calls while the follower is up, so that it is killed amid them.
  for (int kill = 0; kill < kKills; ++kill) {
    std::thread importer([&] {
      for (int i = 0; i < kCalls / kKills; ++i) {
        members::v1::ImportMembersResponse response;
        EXPECT_THAT(Ask(suite.members(), &Members::ImportMembers, requests[next++], &response),
                    IsOk());
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 40));
    suite.Kill(Service::kReporting);
    importer.join();
    suite.Start(Service::kReporting);
  }
  const reporting::v1::Attainment table = Table(&suite);
  EXPECT_EQ(table.county().counts().counted(), kCalls * kRowsACall);
  ExpectTheSameOnceRebuilt(table, &suite);
}

TEST(RestartTest, RacersForOneNumberHaveOneWinner) {
  Suite suite;
  LoadUnits(&suite);
  constexpr int kClients = 64;
  constexpr int kNumbers = 2000;
  constexpr int kBlock = 100;
  std::atomic<int> accepted = 0;
  std::atomic<int> elsewhere = 0;
  std::atomic<int> unchanged = 0;
  std::atomic<int> other = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      // Each client claims every number for one of four unions, in its own order.
      const auto stub = members::v1::MembersService::NewStub(
          suite.ChannelTo(Service::kMembers, "person/officer"));
      for (int block = 0; block < kNumbers / kBlock; ++block) {
        const int first = (block + client) % (kNumbers / kBlock) * kBlock;
        std::vector<std::map<std::string, std::string>> rows;
        for (int n = first; n < first + kBlock; ++n) {
          rows.push_back(MemberRow(n, UnionCode(client % 4 + 1)));
        }
        const members::v1::ImportMembersRequest request = MemberImport(rows);
        members::v1::ImportMembersResponse response;
        absl::Status status;
        for (int attempt = 0; attempt < 1000; ++attempt) {  // the batch queue is bounded
          status = Ask(*stub, &Members::ImportMembers, request, &response);
          if (ReasonOf(status) != "QUEUE_FULL") break;
          std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ASSERT_THAT(status, IsOk());
        for (const auto& result : response.results()) {
          if (result.outcome() == type::ACCEPTED) {
            ++accepted;
          } else if (result.outcome() == type::UNCHANGED) {
            ++unchanged;
          } else if (result.findings_size() > 0 &&
                     result.findings(result.findings_size() - 1).reason() ==
                         "DUPLICATE_ELSEWHERE") {
            ++elsewhere;
          } else {
            ++other;
          }
        }
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(accepted, kNumbers);
  EXPECT_EQ(other, 0);
  EXPECT_EQ(accepted + unchanged + elsewhere, kClients * kNumbers);
  EXPECT_EQ(unchanged, (kClients / 4 - 1) * kNumbers) << "the winner's union, asked again";
  EXPECT_EQ(MembersIn(&suite), kNumbers);
  EXPECT_EQ(Table(&suite).county().counts().counted(), kNumbers);
}

}  // namespace
}  // namespace mingce::tests
