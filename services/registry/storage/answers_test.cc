#include "services/registry/storage/answers.h"

#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

const OrganizationId kA = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");

TEST(AnswersTest, AnImportComesBackRowByRow) {
  std::vector<RowResult> results(2);
  results[0].number = 4;
  results[0].outcome = type::ACCEPTED;
  results[0].organization = kA;
  results[1].number = 5;
  results[1].findings.emplace_back().set_reason("USCC_TAKEN");
  const auto back = DecodeAnswer<std::vector<RowResult>>(EncodeAnswer(results));
  ASSERT_THAT(back, IsOk());
  ASSERT_EQ(back->size(), 2u);
  EXPECT_EQ((*back)[0].number, 4u);
  EXPECT_EQ((*back)[0].outcome, type::ACCEPTED);
  EXPECT_EQ((*back)[0].organization, kA);
  EXPECT_EQ((*back)[1].outcome, type::REJECTED);
  EXPECT_EQ((*back)[1].organization, std::nullopt);
  EXPECT_EQ((*back)[1].findings[0].reason(), "USCC_TAKEN");
}

TEST(AnswersTest, OrganisationsAndPlansComeBack) {
  Organization organization(kA);
  organization.union_name = "县教育工会";
  EXPECT_EQ(DecodeAnswer<Organization>(EncodeAnswer(organization))->union_name, "县教育工会");
  PlacedQuotaPlan placed;
  placed.campaign = "taoyuan-2019";
  placed.revision = 3;
  placed.plan.document_number = "12";
  const auto back = DecodeAnswer<PlacedQuotaPlan>(EncodeAnswer(placed));
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->campaign, "taoyuan-2019");
  EXPECT_EQ(back->revision, 3);
  EXPECT_EQ(back->plan.document_number, "12");
}

TEST(AnswersTest, OtherBytesAreDataLoss) {
  EXPECT_THAT(DecodeAnswer<std::vector<RowResult>>("x"), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeAnswer<Organization>("x"), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeAnswer<Campaign>(""), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeAnswer<PlacedQuotaPlan>("x"), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace mingce::registry
