#include "tests/integration/register_for_tests.h"

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::tests {

void RegisterTest::SetUpTestSuite() {
  suite_ = new Suite;
  suite_->LoadCampaign();
  // The parent is a planned unit of annex 1, named by its id.
  registry::v1::ImportOrganizationsResponse imported;
  const std::string parent = UnitOf("县教育工会");
  ASSERT_THAT(Ask(suite_->registry(), &Registry::ImportOrganizations,
                  OrganizationImport({OrganizationRow(1, parent), OrganizationRow(2, parent),
                                      OrganizationRow(3, parent)}),
                  &imported),
              IsOk());
  for (const auto& result : imported.results()) {
    ASSERT_EQ(result.outcome(), type::ACCEPTED) << result.DebugString();
  }
  suite_->WaitUntilCaughtUp();
}
void RegisterTest::TearDownTestSuite() {
  delete suite_;
  suite_ = nullptr;
}

std::string RegisterTest::UnitOf(const std::string& title) {
  registry::v1::GetQuotaPlanRequest request;
  request.set_name(absl::StrCat(kCampaign, "/quotaPlans/-"));
  registry::v1::QuotaPlan plan;
  EXPECT_THAT(Ask(suite_->catalogue(), &Catalogue::GetQuotaPlan, request, &plan), IsOk());
  for (const registry::v1::Quota& quota : plan.quotas()) {
    if (quota.title() == title) return quota.organization();
  }
  return "";
}

members::v1::ImportMembersResponse RegisterTest::Import(
    const members::v1::ImportMembersRequest& request) {
  members::v1::ImportMembersResponse response;
  EXPECT_THAT(Ask(suite_->members(), &Members::ImportMembers, request, &response), IsOk());
  return response;
}

std::string RegisterTest::ReasonOfOnly(const members::v1::ImportMembersResponse& response) {
  if (response.results_size() != 1) return "not one row";
  std::string reasons;
  for (const type::Finding& finding : response.results(0).findings()) {
    absl::StrAppend(&reasons, reasons.empty() ? "" : ",", finding.reason());
  }
  return reasons;
}

members::v1::CheckEligibilityRequest RegisterTest::Question(int person) {
  members::v1::CheckEligibilityRequest request;
  request.mutable_person()->set_id_type_code("01");
  request.mutable_person()->set_id_number(CitizenNumber(person));
  request.mutable_person()->set_full_name(PersonName(person));
  request.set_benefit("SERIOUS_ILLNESS_RELIEF");
  request.set_purpose("资格审核");
  request.set_case_number("2019-0001");
  return request;
}

// Decision and reasons as one line.
std::string RegisterTest::Check(const members::v1::CheckEligibilityRequest& request,
                                const std::string& identity) {
  const auto stub =
      members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
  members::v1::CheckEligibilityResponse response;
  const absl::Status status = Ask(*stub, &Members::CheckEligibility, request, &response);
  if (!status.ok()) return ReasonOf(status);
  std::string line = members::v1::Decision_Name(response.decision());
  for (const members::v1::Reason& reason : response.reasons()) {
    absl::StrAppend(&line, " ", reason.code());
  }
  return line;
}

reporting::v1::Attainment RegisterTest::Attainment() {
  suite_->WaitUntilCaughtUp();
  reporting::v1::GetAttainmentRequest request;
  request.set_campaign(kCampaign);
  reporting::v1::Attainment attainment;
  EXPECT_THAT(Ask(suite_->reporting(), &Reporting::GetAttainment, request, &attainment), IsOk());
  return attainment;
}

registry::v1::Organization RegisterTest::UnitWithCode(const std::string& code) {
  registry::v1::LookupOrganizationRequest lookup;
  lookup.set_credit_code(code);
  registry::v1::Organization unit;
  EXPECT_THAT(Ask(suite_->registry(), &Registry::LookupOrganization, lookup, &unit), IsOk());
  return unit;
}

Suite* RegisterTest::suite_ = nullptr;

}  // namespace mingce::tests
