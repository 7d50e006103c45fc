// mingce-bench-figures: what a question for figures costs in process, without the wire. For whoever
// changes reporting; it is built with the tests and not installed.
//
//   mingce-bench-figures [members] [organizations]        1000000 and 20000 where left out
//
// Members arrive in portions over 90 days, the last day of entry among them. Each line is of single
// calls.

#include "services/reporting/app/figures.h"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

constexpr int kUnits = 55;
constexpr int kDays = 90;
constexpr int kPortion = 1000;
const absl::Time kStart = Noon(10, 1);

// Milliseconds, as they pass and of the processor: what else the machine does is not in these.
struct Taken {
  double passed;
  double processor;
};

double Now(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Taken Time(const std::function<void()>& work) {
  const Taken begin{Now(CLOCK_MONOTONIC), Now(CLOCK_THREAD_CPUTIME_ID)};
  work();
  return {Now(CLOCK_MONOTONIC) - begin.passed, Now(CLOCK_THREAD_CPUTIME_ID) - begin.processor};
}

void Print(absl::string_view name, const std::vector<Taken>& taken) {
  const auto print = [&taken](const char* what, double Taken::*which) {
    std::vector<double> times;
    for (const Taken& one : taken) times.push_back(one.*which);
    std::sort(times.begin(), times.end());
    std::printf("  %s p50 %7.3f p99 %7.3f max %7.3f", what, times[times.size() / 2],
                times[times.size() * 99 / 100], times.back());
  };
  std::printf("%-42.*s n=%-4zu", static_cast<int>(name.size()), name.data(), taken.size());
  print("ms", &Taken::passed);
  print("cpu ms", &Taken::processor);
  std::printf("\n");
  std::fflush(stdout);
}

void PrintMemory(const char* when) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS", 0) == 0) std::printf("%s: %s\n", when, line.c_str());
  }
}

void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

class FiguresBench {
 public:
  FiguresBench(int members, int organizations) : members_(members), organizations_(organizations) {}

  void Run() {
    Grow();
    PrintMemory("grown");
    // A portion between any two questions: nothing that is remembered of an answer helps.
    const auto past = [this](TreeBasis basis) {
      return [this, basis](int i) {
        Move();
        return FiguresQuery{
            .campaign = CampaignId("c"), .as_of = BeijingDay(kStart) + i % kDays, .basis = basis};
      };
    };
    Measure("today, after a portion of moves", 300, [this](int) {
      Move();
      return FiguresQuery{.campaign = CampaignId("c")};
    });
    Measure("today, after an organization moved", 300, [this](int) {
      MoveOrganization();
      return FiguresQuery{.campaign = CampaignId("c")};
    });
    Measure("a past day, AS_AT_DATE", 4 * kDays, past(TreeBasis::kAsAtDate));
    Measure("a past day, CURRENT", 4 * kDays, past(TreeBasis::kCurrent));
    Measure("a past day, AS_AT_EVENT", 4 * kDays, past(TreeBasis::kAsAtEvent));
    Measure("known at a moment in the past", 2 * kDays, [](int i) {
      return FiguresQuery{.campaign = CampaignId("c"),
                          .known_at = kStart + absl::Hours(24 * (i % kDays) + i / kDays)};
    });
    Measure("today again", 1000, [](int) { return FiguresQuery{.campaign = CampaignId("c")}; });
    const Taken start = Time([this] {
      test_.projection.reset();
      test_.projection = test_.Open();
    });
    std::printf("start: %.0f ms, cpu %.0f ms\n", start.passed, start.processor);
    PrintMemory("started");
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  void Measure(absl::string_view name, int times, const std::function<FiguresQuery(int)>& query) {
    std::vector<Taken> taken;
    for (int i = 0; i < times; ++i) {
      const FiguresQuery asked = query(i);
      taken.push_back(Time(
          [&] { Require(ReadFigures(*test_.projection, test_.feeds, asked, now_).status()); }));
    }
    Print(name, taken);
  }

  void Apply(const std::vector<RegistryEvent>& events) {
    const type::Cursor after = CursorAt("er", events.back().sequence);
    Require(ApplyRegistry(test_.projection.get(), events, &after));
  }
  void Apply(const std::vector<MembersEvent>& events) {
    const type::Cursor after = CursorAt("em", events.back().sequence);
    Require(test_.projection->ApplyMembers(events, &after));
  }
  MembersEvent Next(int member, std::int64_t revision, absl::CivilDay day) {
    // Ids in no order, as far as the store is concerned.
    const std::uint64_t id = static_cast<std::uint64_t>(member) * 0x9E3779B97F4A7C15u;
    MembershipVersion version = TestMember(absl::StrCat("m", id), Below(organizations_),
                                           {.day = day, .revision = revision, .recorded = now_});
    version.complete = true;
    return {.sequence = ++members_sequence_, .begins = revision == 1, .version = version};
  }
  // A hundred members move, some of them as of a day in the past.
  void Move() {
    now_ += absl::Seconds(1);
    std::vector<MembersEvent> events;
    for (int i = 0; i < 100; ++i) {
      events.push_back(
          Next(Below(members_), ++moves_ + 1, BeijingDay(now_) - (Below(4) == 0 ? Below(60) : 0)));
    }
    Apply(events);
  }
  void MoveOrganization() {
    now_ += absl::Seconds(1);
    const int number = 60 + Below(organizations_ - 60);
    Apply(std::vector<RegistryEvent>{
        {.sequence = ++registry_sequence_,
         .change = TestOrganization(
             number, Below(60), false,
             {.day = BeijingDay(now_), .revision = ++moves_ + 1, .recorded = now_})}});
  }

  void Grow() {
    std::vector<RegistryEvent> registry;
    const auto add = [&](RegistryChange change) {
      registry.push_back({.sequence = ++registry_sequence_, .change = std::move(change)});
    };
    for (int i = 0; i < organizations_; ++i) {
      const int parent = i < 60 ? 0 : Below(i < 2000 ? 60 : 2000);
      add(TestOrganization(i, parent));
    }
    add(TestCampaign());
    std::vector<Quota> quotas;
    for (int i = 1; i <= kUnits; ++i) quotas.push_back(TestQuota(i, 700));
    add(TestPlan(RecordedOn(9, 25), quotas));
    std::printf("%d organizations: cpu %.0f ms\n", organizations_,
                Time([&] { Apply(registry); }).processor);
    PrintMemory("organizations");

    std::vector<Taken> asked;
    double applying = 0;
    for (int i = 0; i < members_;) {
      now_ = kStart + absl::Seconds(86'400LL * kDays * i / members_);
      std::vector<MembersEvent> events;
      for (const int end = std::min(members_, i + kPortion); i < end; ++i) {
        events.push_back(Next(i, 1, BeijingDay(now_)));
      }
      applying += Time([&] { Apply(events); }).processor;
      asked.push_back(Time([&] {
        Require(ReadFigures(*test_.projection, test_.feeds, {.campaign = CampaignId("c")}, now_)
                    .status());
      }));
    }
    std::printf("%d members: cpu %.2f us each\n", members_, 1000 * applying / members_);
    Print("today, after a portion of new members", asked);
    asked.erase(asked.begin(), asked.end() - static_cast<std::ptrdiff_t>(asked.size() / 5));
    Print("... of the last fifth of them", asked);
    now_ = kStart + absl::Hours(24 * kDays);
  }

  const int members_;
  const int organizations_;
  TestProjection test_;
  std::mt19937_64 random_{1};
  absl::Time now_ = kStart;
  std::uint64_t registry_sequence_ = 0;
  std::uint64_t members_sequence_ = 0;
  std::int64_t moves_ = 0;
};

}  // namespace
}  // namespace mingce::reporting

int main(int argc, char** argv) {
  mingce::reporting::FiguresBench(argc > 1 ? std::atoi(argv[1]) : 1'000'000,
                                  argc > 2 ? std::atoi(argv[2]) : 20'000)
      .Run();
}
