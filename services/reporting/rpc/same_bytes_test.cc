// Figures that are asked for again with their own `as_of` and `known_at` are the same bytes on the
// wire, whatever came meanwhile. All but the watermark: that says how far the service has come.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/time_proto.h"
#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/random_history_for_tests.h"
#include "services/reporting/rpc/convert.h"

namespace mingce::reporting {
namespace {

constexpr std::size_t kFirst = 6000;
constexpr std::size_t kMore = 5000;

struct Answer {
  v1::GetAttainmentRequest request;  // asks for it again
  std::string bytes;
};

Answer Ask(const TestProjection& test, const v1::GetAttainmentRequest& request, absl::Time now) {
  const AttainmentQuery query = FromProto(request).value();
  const absl::StatusOr<Figures> figures =
      ReadFigures(*test.projection, test.feeds, query.figures, now);
  if (!figures.ok()) {  // a refusal does not say as of when it knows
    Answer refused{request, std::string(figures.status().message())};
    if (!request.has_known_at()) SetTimestamp(now, refused.request.mutable_known_at());
    return refused;
  }
  v1::Attainment message = ToProto(*figures);
  message.clear_watermark();
  Answer answer{request, message.SerializeAsString()};
  *answer.request.mutable_as_of() = message.as_of();
  *answer.request.mutable_known_at() = message.known_at();
  return answer;
}

void CatchUp(const RandomHistory& history, Projection* projection) {
  const auto registry = absl::MakeConstSpan(history.registry)
                            .subspan(projection->applied(Feed::kRegistry).sequence());
  const auto members =
      absl::MakeConstSpan(history.members).subspan(projection->applied(Feed::kMembers).sequence());
  const type::Cursor registry_after = CursorAt("er", history.registry.size());
  const type::Cursor members_after = CursorAt("em", history.members.size());
  ASSERT_THAT(ApplyRegistry(projection, registry, &registry_after), IsOk());
  ASSERT_THAT(projection->ApplyMembers(members, &members_after), IsOk());
}

TEST(SameBytesTest, AFigureAskedAgainIsTheSameBytesAfterFiveThousandEvents) {
  RandomHistory history(TestSeed());
  TestProjection test;
  const auto go_on = [&](std::size_t events) {
    while (history.size() < events) history.Step(/*steps_back=*/false);
    CatchUp(history, test.projection.get());
  };
  go_on(kFirst);
  std::vector<Answer> asked;
  for (int i = 0; i < 300; ++i) {
    v1::GetAttainmentRequest request;
    request.set_campaign("campaigns/c");
    request.set_tree_basis(static_cast<v1::TreeBasis>(1 + i % 3));
    if (i % 2 == 0) {
      const absl::CivilDay day = std::min(history.SomeDay(), BeijingDay(history.now));
      request.mutable_as_of()->set_year(static_cast<int>(day.year()));
      request.mutable_as_of()->set_month(day.month());
      request.mutable_as_of()->set_day(day.day());
    }
    asked.push_back(Ask(test, request, history.now));
  }
  history.now += absl::Microseconds(1);  // a portion never ends within a moment
  go_on(kFirst + kMore);
  int changed = 0;
  for (const Answer& then : asked) {
    ASSERT_EQ(Ask(test, then.request, history.now).bytes, then.bytes);
    v1::GetAttainmentRequest as_known_now = then.request;
    as_known_now.clear_known_at();
    changed += Ask(test, as_known_now, history.now).bytes == then.bytes ? 0 : 1;
  }
  EXPECT_GT(changed, 100) << "nothing happened that could have changed them";
}

}  // namespace
}  // namespace mingce::reporting
