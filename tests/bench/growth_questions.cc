#include "tests/bench/growth_questions.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
#include "lib/base/status_macros.h"

namespace mingce::bench {
namespace {

using cli::Connection;
using cli::Members;
using cli::Registry;
using cli::Reporting;

constexpr absl::Duration kStatusGoal = absl::Milliseconds(2);
constexpr absl::Duration kFiguresGoal = absl::Milliseconds(5);
constexpr absl::Duration kSearchGoal = absl::Milliseconds(10);
constexpr std::size_t kUnions = 1'000;  // that are asked about by code and by name
constexpr int kUnitsOnPage = 20;        // so that a table has pages

// A question asked with the requests in turn, once each: what is late is not hidden by a retry.
template <typename Stub, typename Request, typename Response>
Question Ask(const Connection& connection, std::string name, absl::Duration goal,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             std::vector<Request> requests) {
  return {.name = std::move(name),
          .goal = goal,
          .ask = [&connection, method, requests = std::move(requests)](std::int64_t i) {
            const Request& request = requests[static_cast<std::size_t>(i) % requests.size()];
            return connection.CallWithin(absl::ZeroDuration(), method, request).status();
          }};
}

Question Search(const Connection& connection, const std::string& what, const std::string& query) {
  registry::v1::SearchOrganizationsRequest request;
  request.set_query(query);
  return Ask(connection, absl::StrCat("SearchOrganizations ", what), kSearchGoal,
             &Registry::SearchOrganizations, std::vector{request});
}

// Days on which the quota plan was in force, one request each.
std::vector<reporting::v1::GetAttainmentRequest> PastDays(const std::string& campaign) {
  std::vector<reporting::v1::GetAttainmentRequest> days;
  for (int day = 1; day <= 30; ++day) {
    reporting::v1::GetAttainmentRequest& request = days.emplace_back();
    request.set_campaign(campaign);
    request.mutable_as_of()->set_year(2019);
    request.mutable_as_of()->set_month(11);
    request.mutable_as_of()->set_day(day);
  }
  return days;
}

// Page after page, and from the first one again.
Question AttainmentPages(const Connection& connection, const std::string& campaign) {
  auto token = std::make_shared<std::string>();
  return {.name = "ListAttainment, pages of 20",
          .goal = kFiguresGoal,
          .ask = [&connection, campaign, token](std::int64_t) {
            reporting::v1::ListAttainmentRequest request;
            request.set_campaign(campaign);
            request.set_page_size(kUnitsOnPage);
            request.set_page_token(*token);
            auto page =
                connection.CallWithin(absl::ZeroDuration(), &Reporting::ListAttainment, request);
            if (page.ok()) *token = page->next_page_token();
            return page.status();
          }};
}

std::vector<registry::v1::LookupOrganizationRequest> Lookups(
    const std::vector<cli::GeneratedUnion>& unions) {
  std::vector<registry::v1::LookupOrganizationRequest> lookups;
  const std::size_t stride = std::max<std::size_t>(1, unions.size() / kUnions);
  for (std::size_t i = 0; i < unions.size(); i += stride) {
    const auto code = unions[i].fields.find("union_uscc");
    if (code == unions[i].fields.end()) continue;
    lookups.emplace_back().set_credit_code(code->second);
  }
  return lookups;
}

std::vector<members::v1::CheckEligibilityRequest> Checks(const AskedAbout& about) {
  std::vector<members::v1::CheckEligibilityRequest> checks;
  for (const members::v1::PersonKey& person : about.persons) {
    members::v1::CheckEligibilityRequest& check = checks.emplace_back();
    *check.mutable_person() = person;
    check.set_benefit(about.benefit);
    check.set_purpose("SYSTEM_TEST");
    check.set_case_number("BENCH-2");
  }
  return checks;
}

}  // namespace

absl::StatusOr<std::vector<Question>> GrowthQuestions(const Connection& connection,
                                                      const AskedAbout& about) {
  const std::vector<registry::v1::LookupOrganizationRequest> lookups = Lookups(about.unions);
  std::vector<registry::v1::GetOrganizationRequest> gets;
  for (const registry::v1::LookupOrganizationRequest& lookup : lookups) {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization found,
                            connection.Call(&Registry::LookupOrganization, lookup));
    gets.emplace_back().set_name(found.name());
  }
  registry::v1::ListOrganizationsRequest below_county;
  below_county.set_parent(about.county);
  reporting::v1::GetAttainmentRequest today;
  today.set_campaign(about.campaign);
  const cli::GeneratedUnion& one = about.unions[about.unions.size() / 2];
  const std::string code = lookups[lookups.size() / 2].credit_code();

  return std::vector<Question>{
      Ask(connection, "registry GetStatus", kStatusGoal, &Registry::GetStatus, {{}}),
      Ask(connection, "members GetStatus", kStatusGoal, &Members::GetStatus, {{}}),
      Ask(connection, "reporting GetStatus", kStatusGoal, &Reporting::GetStatus, {{}}),
      Ask(connection, "GetAttainment", kFiguresGoal, &Reporting::GetAttainment, {today}),
      Ask(connection, "GetAttainment, 30 past days", kFiguresGoal, &Reporting::GetAttainment,
          PastDays(about.campaign)),
      AttainmentPages(connection, about.campaign),
      Search(connection, "one union's name", one.fields.at("union_name")),
      Search(connection, "中心小学", "中心小学"),
      Search(connection, "桃源县 (prefix of most)", "桃源县"),
      Search(connection, "工会 (in all)", "工会"),
      Search(connection, "a credit code", code),
      Search(connection, "the end of a code", code.substr(code.size() - 6)),
      Search(connection, "nobody's name", "没有这样的单位"),
      Ask(connection, "LookupOrganization", absl::ZeroDuration(), &Registry::LookupOrganization,
          lookups),
      Ask(connection, "GetOrganization", absl::ZeroDuration(), &Registry::GetOrganization, gets),
      Ask(connection, "ListOrganizations below the county", absl::ZeroDuration(),
          &Registry::ListOrganizations, {below_county}),
      Ask(connection, "CheckEligibility", absl::ZeroDuration(), &Members::CheckEligibility,
          Checks(about)),
  };
}

}  // namespace mingce::bench
