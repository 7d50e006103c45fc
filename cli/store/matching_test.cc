#include "cli/store/matching.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace mingce::cli::store {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr Relation kFirst = {"first", "MISSING", "EXTRA", "WRONG", "应该", "should be"};
constexpr Relation kSecond = {"second", "MISSING", "EXTRA", "WRONG", "应该", "should be"};

using Saying = std::function<void(Matching*)>;

Findings Compare(std::size_t most, const Saying& say) {
  Findings findings(most);
  Matching matching;
  say(&matching);
  if (matching.Agrees()) return findings;
  matching.BeginNaming();
  say(&matching);
  matching.Name(&findings);
  return findings;
}

// "table reason key" of each finding.
std::vector<std::string> Wrong(const Saying& say) {
  const Findings findings = Compare(100, say);
  std::vector<std::string> wrong;
  for (const Finding& finding : findings.first()) {
    wrong.push_back(absl::StrCat(finding.table, " ", finding.reason, " ", finding.key));
  }
  return wrong;
}

// Ten thousand rows on both sides, in different orders.
void SayMany(Matching* matching) {
  for (int i = 0; i < 10'000; ++i) {
    matching->Expect(kFirst, absl::StrCat("k", i), absl::StrCat("v", i));
    matching->Found(kFirst, absl::StrCat("k", 9'999 - i), absl::StrCat("v", 9'999 - i));
  }
}

TEST(MatchingTest, AgreesWhateverTheOrder) {
  EXPECT_THAT(Wrong([](Matching*) {}), IsEmpty());
  EXPECT_THAT(Wrong(SayMany), IsEmpty());
}

TEST(MatchingTest, NamesEachRowThatIsNotAsItShouldBe) {
  EXPECT_THAT(Wrong([](Matching* matching) {
                SayMany(matching);
                matching->Expect(kFirst, "gone", "v");
                matching->Found(kFirst, "more", "v");
                matching->Expect(kFirst, "other", "v");
                matching->Found(kFirst, "other", "w");
                matching->Expect(kSecond, "more", "v");  // of another relation
              }),
              UnorderedElementsAre("first MISSING gone", "first EXTRA more", "first WRONG other",
                                   "second MISSING more"));
}

TEST(MatchingTest, KeyAndValueAreToldApart) {
  EXPECT_THAT(Wrong([](Matching* matching) {
                matching->Expect(kFirst, "ab", "c");
                matching->Found(kFirst, "a", "bc");
              }),
              UnorderedElementsAre("first MISSING ab", "first EXTRA a"));
}

TEST(MatchingTest, SaidTwiceIsToBeThereTwice) {
  EXPECT_THAT(Wrong([](Matching* matching) {
                matching->Expect(kFirst, "k", "v");
                matching->Expect(kFirst, "k", "v");
                matching->Found(kFirst, "k", "v");
              }),
              UnorderedElementsAre("first MISSING k"));
}

// A ruined store is not kept in memory: some rows are named, the others counted by their parts.
TEST(MatchingTest, NamesSomeWhereNearlyAllIsWrong) {
  const Findings findings = Compare(20, [](Matching* matching) {
    for (int i = 0; i < 10'000; ++i) matching->Expect(kFirst, absl::StrCat("k", i), "v");
  });
  EXPECT_EQ(findings.first().size(), 20u);
  EXPECT_GT(findings.count(), 5'000u);
  EXPECT_LE(findings.count(), 10'000u);
  EXPECT_FALSE(findings.is_exact());
}

}  // namespace
}  // namespace mingce::cli::store
