#include "cli/report/attainment_view.h"

#include <gmock/gmock.h>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/base/error.h"
#include "lib/text/normalize.h"
#include "lib/text/plain.h"

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

void AddSection(const char* name, std::int64_t target, std::int64_t counted,
                std::int64_t hundredths, Attainment* attainment) {
  Attainment::Section* section = attainment->add_sections();
  section->set_section(name);
  section->set_target(target);
  *section->mutable_counts() = MakeCounts(counted, counted - 2, 0, counted);
  section->set_attainment_hundredths(hundredths);
}

Attainment Sample() {
  Attainment attainment;
  attainment.set_campaign("campaigns/taoyuan-2019");
  attainment.mutable_as_of()->set_year(2019);
  attainment.mutable_as_of()->set_month(11);
  attainment.mutable_as_of()->set_day(30);
  attainment.set_definition("counted-1");
  attainment.set_quota_revision(1);
  attainment.mutable_known_at()->set_seconds(1'575'129'599);
  attainment.set_tree_basis(reporting::v1::CURRENT);
  attainment.mutable_watermark()->mutable_registry()->set_sequence(12);
  attainment.mutable_watermark()->mutable_members()->set_sequence(34);
  AddUnit("county", 1, "县委办工会联合会", 160, 160, 10'000, &attainment);
  AddUnit("county", 2, "县教育工会", 30'769, 30'768, 9'999, &attainment);  // one short
  AddUnit("township", 1, "陬市镇工会联合会", 6'760, 0, 0, &attainment);
  AddSection("county", 30'929, 30'928, 9'999, &attainment);
  AddSection("township", 6'760, 0, 0, &attainment);
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

TEST(AttainmentJsonTest, Golden) {
  EXPECT_EQ(AttainmentToJson(Sample()).dump(),
            R"({"campaign":"campaigns/taoyuan-2019",)"
            R"("as_of":"2019-11-30","definition":"counted-1","quota_revision":1,)"
            R"("watermark":{"registry":12,"members":34},)"
            R"("known_at":"2019-11-30T23:59:59+08:00","tree_basis":"current",)"
            R"("county":{"target":40000,"allocated":37689,"unallocated":2311,)"
            R"("registered":30930,"complete":30927,"verified":0,"counted":30930,)"
            R"("attainment_percent":"77.33","on_time":false,"counted_on_time":30930,)"
            R"("time_suspect":0,)"
            R"("outside_units":{"registered":2,"complete":2,"verified":0,"counted":2}},)"
            R"("units":[)"
            R"({"section":"county","seq":1,"name":"县委办工会联合会","target":160,)"
            R"("registered":160,"complete":159,"verified":0,"counted":160,)"
            R"("attainment_percent":"100.00","on_time":true,"counted_on_time":160,)"
            R"("time_suspect":0,)"
            R"("organization":"organizations/x"},)"
            R"({"section":"county","seq":2,"name":"县教育工会","target":30769,)"
            R"("registered":30768,"complete":30767,"verified":0,"counted":30768,)"
            R"("attainment_percent":"99.99","on_time":false,"counted_on_time":30768,)"
            R"("time_suspect":0,)"
            R"("organization":"organizations/x"},)"
            R"({"section":"township","seq":1,"name":"陬市镇工会联合会","target":6760,)"
            R"("registered":0,"complete":-1,"verified":0,"counted":0,)"
            R"("attainment_percent":"0.00","on_time":false,"counted_on_time":0,)"
            R"("time_suspect":0,)"
            R"("organization":"organizations/x"}],)"
            R"("sections":[{"section":"county","target":30929,)"
            R"("registered":30928,"complete":30926,"verified":0,"counted":30928,)"
            R"("attainment_percent":"99.99"},)"
            R"({"section":"township","target":6760,)"
            R"("registered":0,"complete":-2,"verified":0,"counted":0,)"
            R"("attainment_percent":"0.00"}]})");
}

TEST(AttainmentLinesTest, LinesAddUpToTheCounty) {
  std::int64_t target = 0;
  std::int64_t counted = 0;
  std::vector<std::string> names;
  for (const AttainmentLine& line : AttainmentLines(Sample(), Language::kChinese)) {
    names.push_back(line.name);
    if (line.kind == AttainmentLine::Kind::kSubtotal) {
      EXPECT_EQ(line.target, line.section == "县直" ? 30'929 : 6'760);
      EXPECT_EQ(line.percent, line.section == "县直" ? "99.99" : "0.00");
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

TEST(AttainmentTableTest, SaysHowManyAreNotOnTimeForASuspectTime) {
  Attainment attainment = Sample();
  attainment.mutable_units(1)->set_time_suspect(7);
  attainment.mutable_county()->set_time_suspect(-2);
  std::vector<std::string> on_time;
  for (const AttainmentLine& line : AttainmentLines(attainment, Language::kChinese)) {
    on_time.push_back(line.on_time);
  }
  EXPECT_THAT(on_time,
              testing::ElementsAre("是", "否（存疑 7）", "", "否", "", "", "否（存疑 -2）"));
  EXPECT_EQ(AttainmentLines(attainment, Language::kEnglish)[1].on_time, "no (7 suspect)");
  EXPECT_EQ(AttainmentToJson(attainment)["units"][1]["time_suspect"], 7);
  EXPECT_EQ(AttainmentToJson(attainment)["county"]["time_suspect"], -2);
}

TEST(AttainmentCsvTest, HasAMarkAndDisarmsFormulas) {
  Attainment attainment = Sample();
  attainment.mutable_units(0)->set_title("=1+2,\"x\"");
  const std::string csv = AttainmentCsv(attainment, Language::kChinese);
  EXPECT_TRUE(absl::StartsWith(csv, "\xEF\xBB\xBF部分,序号,单位,"));
  EXPECT_TRUE(absl::StrContains(csv, "\"'=1+2,\"\"x\"\"\"")) << csv;
  EXPECT_TRUE(absl::EndsWith(csv, "\r\n"));
}

// Whatever the other side has sent.
TEST(AttainmentCsvTest, NoCellIsAFormulaOrMovesACursor) {
  for (const std::string& title :
       {std::string("=1+2"), std::string("+1"), std::string("-1"), std::string("@SUM(1)"),
        std::string(" =1"), std::string("\t=1"), std::string("\r\n=1"), std::string("＝1"),
        std::string("\u200B=1"), std::string("a\u202E\x1b[2J\nb,c")}) {
    Attainment attainment = Sample();
    attainment.mutable_units(0)->set_title(title);
    const std::string csv = AttainmentCsv(attainment, Language::kChinese);
    for (const absl::string_view line : absl::StrSplit(csv, "\r\n")) {
      EXPECT_TRUE(text::IsPlain(absl::StripPrefix(line, "\xEF\xBB\xBF"))) << title;
      for (absl::string_view cell : absl::StrSplit(line, ',')) {
        absl::ConsumePrefix(&cell, "\"");
        const std::string bare = text::NormalizeLabel(cell);
        EXPECT_TRUE(bare.empty() || !absl::StrContains("=+-@", bare.substr(0, 1))) << csv;
      }
    }
  }
}

TEST(AttainmentColumnsTest, ThereIsACellForEachAndCountsAreFigures) {
  using Figures = sheet::ColumnSpec::Figures;
  EXPECT_EQ(AttainmentCells({}).size(), AttainmentColumns().size());
  for (const AttainmentColumn& column : AttainmentColumns()) {
    const std::string& name = column.header.en;
    const Figures expected =
        name == "percent" ? Figures::kTwoDecimals
        : name == "on time" || name == "section" || name == "seq" || name == "unit"
            ? Figures::kNone
            : Figures::kWhole;
    EXPECT_EQ(column.figures, expected) << name;
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
    const auto found = AttainmentFormat(asked, out, json);
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
