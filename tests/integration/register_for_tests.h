// A suite with the campaign loaded and three base unions collected, for tests of what the services
// promise together.

#ifndef MINGCE_TESTS_INTEGRATION_REGISTER_FOR_TESTS_H_
#define MINGCE_TESTS_INTEGRATION_REGISTER_FOR_TESTS_H_

#include <gtest/gtest.h>

#include <string>

#include "tests/integration/campaign.h"
#include "tests/integration/suite.h"

namespace mingce::tests {

using Catalogue = registry::v1::CatalogueService::Stub;
using Members = members::v1::MembersService::Stub;
using Registry = registry::v1::RegistryService::Stub;
using Reporting = reporting::v1::ReportingService::Stub;

// One suite for all tests of a program: starting it costs a second, and the tests use people of
// their own.
class RegisterTest : public testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  // The organisation that the quota row `title` of annex 1 is bound to.
  static std::string UnitOf(const std::string& title);
  // The organisation with this credit code.
  static registry::v1::Organization UnitWithCode(const std::string& code);

  static members::v1::ImportMembersResponse Import(
      const members::v1::ImportMembersRequest& request);
  // The findings' reasons of a response for one row, "A,B".
  static std::string ReasonOfOnly(const members::v1::ImportMembersResponse& response);

  // A sound question about the person of MemberRow(`person`, …).
  static members::v1::CheckEligibilityRequest Question(int person);
  // Decision and reasons as one line, or why the question was refused.
  static std::string Check(const members::v1::CheckEligibilityRequest& request,
                           const std::string& identity);

  // Once everything written so far is in it.
  static reporting::v1::Attainment Attainment();

  static Suite* suite_;
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_REGISTER_FOR_TESTS_H_
