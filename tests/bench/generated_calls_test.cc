#include "tests/bench/generated_calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lib/testing/status_matchers.h"

namespace mingce::bench {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;
using ::testing::SizeIs;

GeneratedSize Size() {
  return {.campaign_dir = MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019",
          .organizations = 700,
          .members = 3'000,
          .seed = 7};
}

// The values of one column of all calls that `next` gives, and how many rows each call had.
template <typename Next>
std::vector<std::string> Column(const std::string& column, Next next, std::vector<int>* rows) {
  std::vector<std::string> values;
  while (const auto call = next()) {
    rows->push_back(call->rows_size());
    int index = 0;
    while (call->columns(index) != column) ++index;
    for (const auto& row : call->rows()) values.push_back(row.cells(index));
  }
  return values;
}

TEST(GeneratedCallsTest, AllRowsComeOnceInCallsOfFiveHundred) {
  const auto calls = GeneratedCalls::Open(Size()).value();
  std::vector<int> rows;
  const std::vector<std::string> names = Column(
      "union_name", [&] { return calls->NextOrganizations(); }, &rows);
  EXPECT_THAT(rows, testing::ElementsAre(500, 200));
  EXPECT_THAT(std::set<std::string>(names.begin(), names.end()), SizeIs(700));
  rows.clear();
  const std::vector<std::string> numbers = Column(
      "id_number", [&] { return calls->NextMembers(); }, &rows);
  EXPECT_THAT(rows, testing::ElementsAre(500, 500, 500, 500, 500, 500));
  EXPECT_THAT(std::set<std::string>(numbers.begin(), numbers.end()), SizeIs(3'000));
}

TEST(GeneratedCallsTest, WhoIsAskedAboutIsSpreadOverTheCounty) {
  const auto calls = GeneratedCalls::Open(Size()).value();
  std::vector<int> rows;
  const std::vector<std::string> numbers = Column(
      "id_number", [&] { return calls->NextMembers(); }, &rows);
  ASSERT_THAT(calls->persons(), SizeIs(AllOf(Ge(990u), Le(1'000u))));
  std::size_t at = 0;
  for (const members::v1::PersonKey& person : calls->persons()) {
    const std::size_t before = at;
    while (at < numbers.size() && numbers[at] != person.id_number()) ++at;
    ASSERT_LT(at, numbers.size()) << "not a member, or out of order";
    EXPECT_LE(at - before, 12u);
  }
}

TEST(GeneratedCallsTest, TheSameSeedGivesTheSamePeople) {
  const auto first = GeneratedCalls::Open(Size()).value();
  const auto again = GeneratedCalls::Open(Size()).value();
  std::vector<int> rows;
  const auto numbers = [&](GeneratedCalls* calls) {
    return Column(
        "id_number", [&] { return calls->NextMembers(); }, &rows);
  };
  EXPECT_EQ(numbers(first.get()), numbers(again.get()));
}

}  // namespace
}  // namespace mingce::bench
