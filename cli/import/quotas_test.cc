#include "cli/import/quotas.h"

#include <gmock/gmock.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using registry::v1::Quota;
using registry::v1::QuotaPlan;
using testing::HasSubstr;

void AddRow(const std::string& title, const std::string& organization, QuotaPlan* plan) {
  Quota* quota = plan->add_quotas();
  quota->set_section("county");
  quota->set_seq(plan->quotas_size());
  quota->set_title(title);
  quota->set_organization(organization);
}

Organization Union(const std::string& name, Organization::Collection collection) {
  Organization organization;
  organization.set_name(name);
  organization.set_collection(collection);
  return organization;
}

TEST(QuotaUnitsTest, AMisspeltTitleIsSeen) {
  QuotaPlan plan;
  AddRow("县教育工会", "organizations/a", &plan);
  AddRow("县卫健工会", "organizations/b", &plan);
  AddRow("县教肓工会", "organizations/new", &plan);
  const QuotaUnits units = UnitsOf(plan, {Union("organizations/a", Organization::COLLECTED),
                                          Union("organizations/b", Organization::PLANNED)});
  EXPECT_EQ(QuotasToJson(units.made).dump(),
            R"([{"section":"county","seq":3,"title":"县教肓工会"}])");
  EXPECT_EQ(QuotasToJson(units.not_collected).dump(),
            R"([{"section":"county","seq":2,"title":"县卫健工会"}])");
  const std::vector<Sentence> dry = QuotaNotices(units, 100, 100, /*dry_run=*/true);
  ASSERT_EQ(dry.size(), 2u);
  EXPECT_THAT(dry[0].zh, HasSubstr("正式导入时将按待采集新建：“县教肓工会”"));
  EXPECT_THAT(dry[1].zh, HasSubstr("“县卫健工会”"));
  EXPECT_THAT(QuotaNotices(units, 100, 100, false)[0].zh, HasSubstr("已按待采集新建"));
}

TEST(QuotaUnitsTest, ASumAboveTheTargetIsSaid) {
  EXPECT_TRUE(QuotaNotices({}, 40000, 40000, false).empty());
  const std::vector<Sentence> notices = QuotaNotices({}, 40001, 40000, false);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_THAT(notices[0].zh, HasSubstr("超过全县目标 40000，多出 1"));
}

TEST(QuotaUnitsTest, ABadTargetIsToldAsSuch) {
  for (const char* target : {"0", "-1", "10.5", "十", ""}) {
    const std::string path = absl::StrCat(testing::TempDir(), "/quotas-", NewOpaqueId(), ".tsv");
    std::ofstream(path) << "section\tseq\tunit\tquota\tkind\ncounty\t1\t甲\t5\t41\n"
                        << "county\t2\t乙\t" << target << "\t41\n";
    const std::string said = MessageFor(ReadQuotas(path).status(), false);
    EXPECT_THAT(said, HasSubstr("第3行：目标任务数应为正整数")) << target;
  }
}

}  // namespace
}  // namespace mingce::cli
