#include "tests/bench/growth.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/files/text_file.h"
#include "cli/run/lookup.h"
#include "cli/show/table.h"
#include "lib/base/status_macros.h"
#include "tests/bench/fill.h"
#include "tests/bench/generated_calls.h"
#include "tests/bench/growth_questions.h"
#include "tests/bench/latency.h"

namespace mingce::bench {
namespace {

using cli::Align;
using cli::Json;

// A row among 20,000 organisations may take so many times what it takes among the first thousand.
constexpr double kGrowthGoal = 1.5;

// Rows 1,000 to 1,999: the first thousand also pays for a service that has just started.
constexpr std::size_t kEarly = 1'000;

struct Growth {
  std::optional<FillFigures> fill;
  std::vector<Latency> latencies;

  // 0 where there were too few calls to tell.
  double ratio() const {
    if (!fill.has_value()) return 0;
    const absl::Duration early = RowOfThousand(*fill, kEarly);
    return early == absl::ZeroDuration() ? 0 : absl::FDivDuration(RowOfLastThousand(*fill), early);
  }

  bool missed() const {
    bool any = ratio() > kGrowthGoal;
    for (const Latency& latency : latencies) any = any || latency.missed();
    return any;
  }
};

double PerSecond(std::int64_t rows, absl::Duration took) {
  return took > absl::ZeroDuration() ? static_cast<double>(rows) / absl::ToDoubleSeconds(took) : 0;
}

double Milliseconds(absl::Duration duration) { return absl::ToDoubleMilliseconds(duration); }

Json FillJson(const FillFigures& fill, double ratio) {
  Json rows = Json::array();
  for (const absl::Duration row : fill.organization_row) {
    rows.push_back(absl::ToInt64Microseconds(row));
  }
  return {{"organizations", fill.organizations},
          {"members", fill.members},
          {"organization_rows_per_second", PerSecond(fill.organizations, fill.organizations_took)},
          {"member_rows_per_second", PerSecond(fill.members, fill.members_took)},
          {"organization_row_us", rows},
          {"organization_row_growth", ratio},
          {"catching_up_ms", absl::ToInt64Milliseconds(fill.catching_up_took)}};
}

Json Document(const GrowthOptions& options, const Growth& growth) {
  Json questions = Json::array();
  for (const Latency& latency : growth.latencies) {
    questions.push_back({{"question", latency.name},
                         {"calls", latency.calls},
                         {"p50_us", absl::ToInt64Microseconds(latency.p50)},
                         {"p99_us", absl::ToInt64Microseconds(latency.p99)},
                         {"longest_us", absl::ToInt64Microseconds(latency.longest)},
                         {"goal_us", absl::ToInt64Microseconds(latency.goal)},
                         {"missed", latency.missed()}});
  }
  Json document = {{"seed", options.seed},
                   {"organizations", options.organizations},
                   {"members", options.members}};
  if (growth.fill.has_value()) document["fill"] = FillJson(*growth.fill, growth.ratio());
  document["questions"] = std::move(questions);
  document["missed"] = growth.missed();
  return document;
}

Sentence FillSentence(const FillFigures& fill, double ratio) {
  const auto row = [](absl::Duration took) { return absl::StrFormat("%.3f", Milliseconds(took)); };
  return Fill(
      "工会组织：$0 行，$1 行/秒；第1001至2000行每行 $2 毫秒，最后1000行 $3 毫秒，比值 $4\n"
      "会员：$5 行，$6 行/秒；导入结束后 $7 秒统计跟上",
      "organisations: $0 rows, $1 a second; a row of 1,001 to 2,000 $2 ms, of the last "
      "1,000 $3 ms, ratio $4\n"
      "members: $5 rows, $6 a second; caught up $7 s after the last one",
      fill.organizations,
      absl::StrFormat("%.0f", PerSecond(fill.organizations, fill.organizations_took)),
      row(RowOfThousand(fill, kEarly)), row(RowOfLastThousand(fill)),
      absl::StrFormat("%.2f", ratio), fill.members,
      absl::StrFormat("%.0f", PerSecond(fill.members, fill.members_took)),
      absl::StrFormat("%.1f", absl::ToDoubleSeconds(fill.catching_up_took)));
}

std::string ResultText(const Growth& growth, Language language) {
  const auto ms = [](absl::Duration took) { return absl::StrFormat("%.2f", Milliseconds(took)); };
  std::vector<std::vector<std::string>> rows;
  for (const Latency& latency : growth.latencies) {
    const bool has_goal = latency.goal > absl::ZeroDuration();
    const Sentence met = latency.missed() ? Sentence{"未达到", "missed"} : Sentence{"", ""};
    rows.push_back({latency.name, ms(latency.p50), ms(latency.p99), ms(latency.longest),
                    has_goal ? ms(latency.goal) : "", met.In(language)});
  }
  return cli::FormatTable(language,
                          {{{"问题", "question"}},
                           {{"p50 ms", "p50 ms"}, Align::kRight},
                           {{"p99 ms", "p99 ms"}, Align::kRight},
                           {{"最长 ms", "longest ms"}, Align::kRight},
                           {{"目标 p99", "goal p99"}, Align::kRight},
                           {{"", ""}}},
                          rows);
}

// Makes what the calls would be of a register that has them already.
void Skip(GeneratedCalls* calls) {
  while (calls->NextMembers().has_value()) {
  }
}

}  // namespace

absl::StatusOr<cli::Answer> MeasureGrowth(cli::Session& session, const GrowthOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const cli::Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const cli::CampaignFile file,
                          cli::ReadCampaignFile(options.campaign_dir));
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          cli::FindCampaign(*connection, file.campaign.name()));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<GeneratedCalls> calls,
                          GeneratedCalls::Open({.campaign_dir = options.campaign_dir,
                                                .organizations = options.organizations,
                                                .members = options.members,
                                                .seed = options.seed}));
  session.Say(Fill("种子 $0，工会组织 $1，会员 $2", "seed $0, organisations $1, members $2",
                   options.seed, calls->unions().size(), options.members));
  Growth growth;
  if (options.filled) {
    Skip(calls.get());
  } else {
    MINGCE_ASSIGN_OR_RETURN(growth.fill,
                            FillRegister(session, *connection, options.in_flight, calls.get()));
    session.Say(FillSentence(*growth.fill, growth.ratio()));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Question> questions,
                          GrowthQuestions(*connection, {.campaign = campaign.name(),
                                                        .county = campaign.organization(),
                                                        .unions = calls->unions(),
                                                        .persons = calls->persons(),
                                                        .benefit = options.benefit}));
  for (const Question& question : questions) {
    MINGCE_ASSIGN_OR_RETURN(growth.latencies.emplace_back(),
                            MeasureLatency(question, options.calls, session.clock()));
  }
  const Json document = Document(options, growth);
  if (!options.out.empty()) {
    MINGCE_RETURN_IF_ERROR(
        cli::WriteTextFile(options.out, absl::StrCat(document.dump(2), "\n"), 0644));
  }
  cli::View view;
  view.document = [document](Language) { return document; };
  view.text = [growth](Language language) { return ResultText(growth, language); };
  return cli::Answer(std::move(view), growth.missed() ? cli::kRefused : cli::kDone);
}

}  // namespace mingce::bench
