#include "cli/report/attainment_view.h"

#include <gmock/gmock.h>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "cli/report/attainment.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

using reporting::v1::Attainment;
using reporting::v1::Counts;

Counts MakeCounts(std::int64_t registered, std::int64_t complete, std::int64_t verified,
                  std::int64_t counted) {
  Counts counts;
  counts.set_registered(registered);
  counts.set_complete(complete);
  counts.set_verified(verified);
  counts.set_counted(counted);
  return counts;
}

void AddUnit(const char* section, int seq, const char* title, std::int64_t target,
             std::int64_t counted, std::int64_t hundredths, Attainment* attainment) {
  reporting::v1::UnitAttainment* unit = attainment->add_units();
  unit->set_section(section);
  unit->set_seq(seq);
  unit->set_title(title);
  unit->set_organization("organizations/x");
  unit->set_target(target);
  *unit->mutable_counts() = MakeCounts(counted, counted - 1, 0, counted);
  unit->set_attainment_hundredths(hundredths);
  unit->set_counted_on_time(counted);
  unit->set_on_time(counted >= target);
}

Attainment Sample() {
  Attainment attainment;
  attainment.set_campaign("campaigns/taoyuan-2019");
  attainment.mutable_as_of()->set_year(2019);
  attainment.mutable_as_of()->set_month(11);
  attainment.mutable_as_of()->set_day(30);
  attainment.set_definition("counted-1");
  attainment.set_quota_revision(1);
  attainment.mutable_watermark()->mutable_registry()->set_sequence(12);
  attainment.mutable_watermark()->mutable_members()->set_sequence(34);
  AddUnit("county", 1, "县委办工会联合会", 160, 160, 10'000, &attainment);
  AddUnit("county", 2, "县教育工会", 30'769, 30'768, 10'000, &attainment);  // one short
  AddUnit("township", 1, "陬市镇工会联合会", 6'760, 0, 0, &attainment);
  Attainment::County* county = attainment.mutable_county();
  county->set_target(40'000);
  county->set_allocated(37'689);
  county->set_unallocated(2'311);
  *county->mutable_counts() = MakeCounts(30'930, 30'927, 0, 30'930);
  *county->mutable_outside_units() = MakeCounts(2, 2, 0, 2);
  county->set_attainment_hundredths(7'733);
  county->set_counted_on_time(30'930);
  return attainment;
}

TEST(PercentTextTest, IsHalfUpAndNeverAFalseHundred) {
  EXPECT_EQ(PercentText(0, 40'000), "0.00");
  EXPECT_EQ(PercentText(1, 40'000), "0.00");  // 0.0025
  EXPECT_EQ(PercentText(2, 40'000), "0.01");  // 0.005
  EXPECT_EQ(PercentText(1, 3), "33.33");
  EXPECT_EQ(PercentText(2, 3), "66.67");
  EXPECT_EQ(PercentText(39'999, 40'000), "99.99");  // 99.9975
  EXPECT_EQ(PercentText(40'000, 40'000), "100.00");
  EXPECT_EQ(PercentText(40'001, 40'000), "100.00");
  EXPECT_EQ(PercentText(80'000, 40'000), "200.00");
  EXPECT_EQ(PercentText(5, 0), "");
}

TEST(PercentTextTest, EveryCountBelowTheTargetIsBelowAHundred) {
  for (std::int64_t target = 1; target <= 700; ++target) {
    for (std::int64_t counted = 0; counted < target; ++counted) {
      ASSERT_LT(PercentText(counted, target).size(), 6u) << counted << "/" << target;
    }
    ASSERT_EQ(PercentText(target, target), "100.00");
  }
}

TEST(AttainmentJsonTest, Golden) {
  EXPECT_EQ(AttainmentToJson(Sample()).dump(),
            R"({"campaign":"campaigns/taoyuan-2019",)"
            R"("as_of":"2019-11-30","definition":"counted-1","quota_revision":1,)"
            R"("watermark":{"registry":12,"members":34},)"
            R"("county":{"target":40000,"allocated":37689,"unallocated":2311,)"
            R"("registered":30930,"complete":30927,"verified":0,"counted":30930,)"
            R"("attainment_percent":"77.33","on_time":false,"counted_on_time":30930,)"
            R"("outside_units":{"registered":2,"complete":2,"verified":0,"counted":2}},)"
            R"("units":[)"
            R"({"section":"county","seq":1,"name":"县委办工会联合会","target":160,)"
            R"("registered":160,"complete":159,"verified":0,"counted":160,)"
            R"("attainment_percent":"100.00","on_time":true,"counted_on_time":160,)"
            R"("organization":"organizations/x"},)"
            R"({"section":"county","seq":2,"name":"县教育工会","target":30769,)"
            R"("registered":30768,"complete":30767,"verified":0,"counted":30768,)"
            R"("attainment_percent":"99.99","on_time":false,"counted_on_time":30768,)"
            R"("organization":"organizations/x"},)"
            R"({"section":"township","seq":1,"name":"陬市镇工会联合会","target":6760,)"
            R"("registered":0,"complete":-1,"verified":0,"counted":0,)"
            R"("attainment_percent":"0.00","on_time":false,"counted_on_time":0,)"
            R"("organization":"organizations/x"}]})");
}

TEST(AttainmentJsonTest, NoDayIsNull) {
  Attainment attainment = Sample();
  attainment.clear_as_of();
  EXPECT_TRUE(AttainmentToJson(attainment)["as_of"].is_null());
}

TEST(AttainmentLinesTest, LinesAddUpToTheCounty) {
  std::int64_t target = 0;
  std::int64_t counted = 0;
  std::vector<std::string> names;
  for (const AttainmentLine& line : AttainmentLines(Sample(), Language::kChinese)) {
    names.push_back(line.name);
    if (line.kind == AttainmentLine::Kind::kSubtotal) {
      EXPECT_EQ(line.target, line.section == "县直" ? 30'929 : 6'760);
    }
    if (line.kind == AttainmentLine::Kind::kUnit || line.kind == AttainmentLine::Kind::kReserve) {
      target += line.target;
      counted += line.counts.counted();
    }
  }
  EXPECT_EQ(target, 40'000);
  EXPECT_EQ(counted, 30'930);
  EXPECT_THAT(names, testing::ElementsAre("县委办工会联合会", "县教育工会", "小计",
                                          "陬市镇工会联合会", "小计", "未分配指标", "全县合计"));
}

TEST(AttainmentTableTest, AllLinesAreThere) {
  const std::string table = AttainmentTable(Sample(), Language::kChinese);
  EXPECT_TRUE(absl::StrContains(table, "未分配指标")) << table;
  EXPECT_TRUE(absl::StrContains(table, "2311"));
  EXPECT_TRUE(absl::StrContains(table, "99.99"));
}

TEST(AttainmentCsvTest, HasAMarkAndDisarmsFormulas) {
  Attainment attainment = Sample();
  attainment.mutable_units(0)->set_title("=1+2,\"x\"");
  const std::string csv = AttainmentCsv(attainment, Language::kChinese);
  EXPECT_TRUE(absl::StartsWith(csv, "\xEF\xBB\xBF部分,序号,单位,"));
  EXPECT_TRUE(absl::StrContains(csv, "\"'=1+2,\"\"x\"\"\"")) << csv;
  EXPECT_TRUE(absl::EndsWith(csv, "\r\n"));
}

TEST(AttainmentFiguresTest, CountsAndThePercentageAreFigures) {
  using Figures = sheet::ColumnSpec::Figures;
  const std::vector<std::string> headers = AttainmentHeaders(Language::kEnglish);
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const Figures expected = headers[i] == "percent"            ? Figures::kTwoDecimals
                             : headers[i] == "on time" || i < 3 ? Figures::kNone
                                                                : Figures::kWhole;
    EXPECT_EQ(AttainmentFigures(i), expected) << headers[i];
  }
}

TEST(AttainmentViewTest, TheTitleNamesCampaignDayAndState) {
  reporting::v1::Attainment attainment;
  attainment.mutable_as_of()->set_year(2019);
  attainment.mutable_as_of()->set_month(11);
  attainment.mutable_as_of()->set_day(15);
  attainment.mutable_watermark()->mutable_registry()->set_sequence(7);
  attainment.mutable_watermark()->mutable_members()->set_sequence(9);
  EXPECT_THAT(AttainmentTitle(attainment, "2019年信息采集工作", Language::kChinese),
              testing::ElementsAre("2019年信息采集工作完成情况",
                                   "截至 2019-11-15　数据进度 registry 7 members 9"));
}

TEST(AttainmentViewTest, AFileGetsTheFormatThatWasAskedFor) {
  const auto format = [](const std::string& asked, const std::string& out, bool json) {
    ReportAttainmentOptions options;
    options.format = asked;
    options.out = out;
    const auto found = AttainmentFormat(options, json);
    return found.ok() ? *found : ReasonOf(found.status());
  };
  EXPECT_EQ(format("xlsx", "f", true), "xlsx");
  EXPECT_EQ(format("csv", "f", true), "csv");
  EXPECT_EQ(format("csv", "", true), "USAGE");
  EXPECT_EQ(format("xlsx", "", false), "USAGE");
  EXPECT_EQ(format("table", "", true), "json");
  EXPECT_EQ(format("table", "f", true), "json");
  EXPECT_EQ(format("csv", "", false), "csv");
}

}  // namespace
}  // namespace mingce::cli
