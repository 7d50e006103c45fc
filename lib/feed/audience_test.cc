#include "lib/feed/audience.h"

#include <gmock/gmock.h>

#include <memory>

#include "lib/testing/fake_clock.h"

namespace mingce::feed {
namespace {

TEST(AudienceTest, WaitsForEachOfItsMembersThatIsThere) {
  FakeClock clock(absl::UnixEpoch());
  Audience audience({"members", "reporting"}, &clock);
  EXPECT_FALSE(audience.HasHeard(7)) << "they may not have come back yet";
  clock.Advance(Audience::kGrace);
  EXPECT_TRUE(audience.HasHeard(7)) << "nobody is there";
  const Audience::Fetch members(&audience, "members", 7);
  auto reporting = std::make_unique<Audience::Fetch>(&audience, "reporting", 6);
  EXPECT_TRUE(audience.HasHeard(6));
  EXPECT_FALSE(audience.HasHeard(7));
  reporting.reset();
  EXPECT_FALSE(audience.HasHeard(7)) << "it was told, and has not said that it applied it";
  reporting = std::make_unique<Audience::Fetch>(&audience, "reporting", 7);
  EXPECT_TRUE(audience.HasHeard(7));
  EXPECT_FALSE(audience.HasHeard(8));
}

TEST(AudienceTest, WaitsForNobodyElse) {
  FakeClock clock(absl::UnixEpoch());
  Audience audience({"members"}, &clock);
  clock.Advance(Audience::kGrace);
  const Audience::Fetch partner(&audience, "partner", 1);
  EXPECT_TRUE(audience.HasHeard(7));
  EXPECT_TRUE(audience.HasHeard(7));
}

TEST(AudienceTest, WaitsForAMemberThatIsGoneOnlyForAWhile) {
  FakeClock clock(absl::UnixEpoch());
  Audience audience({"members"}, &clock);
  { const Audience::Fetch fetch(&audience, "members", 1); }
  clock.Advance(Audience::kGrace - absl::Milliseconds(1));
  EXPECT_FALSE(audience.HasHeard(2));
  clock.Advance(absl::Milliseconds(1));
  EXPECT_TRUE(audience.HasHeard(2));
}

TEST(AudienceTest, OneThatStartsAnewIsWhereItSays) {
  FakeClock clock(absl::UnixEpoch());
  Audience audience({"members"}, &clock);
  const Audience::Fetch killed(&audience, "members", 9);
  const Audience::Fetch restarted(&audience, "members", 3);
  EXPECT_FALSE(audience.HasHeard(9));
}

}  // namespace
}  // namespace mingce::feed
