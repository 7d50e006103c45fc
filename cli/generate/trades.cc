#include "cli/generate/trades.h"

#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

constexpr const char* kTownships[] = {
    "漳江街道", "浔阳街道", "陬市镇",   "盘塘镇",   "热市镇",   "黄石镇",   "漆河镇",
    "理公港镇", "观音寺镇", "龙潭镇",   "三阳港镇", "剪市镇",   "茶庵铺镇", "西安镇",
    "沙坪镇",   "架桥镇",   "马鬃岭镇", "夷望溪镇", "双溪口镇", "九溪镇",   "牛车河镇",
    "杨溪桥镇", "郑家驿镇", "木塘垸镇", "佘家坪镇", "泥窝潭乡"};
constexpr const char* kWords[] = {"鑫源", "宏达", "金桃", "沅江", "武陵", "桃花",  "华兴", "天成",
                                  "恒通", "瑞丰", "正大", "兴隆", "永昌", "嘉禾",  "绿洲", "星辰",
                                  "长盛", "万顺", "东方", "利民", "佳美", "三湘",  "湘沅", "银河",
                                  "青山", "晨光", "凯旋", "鼎盛", "富康", "新世纪"};

constexpr const char* kSchools[] = {"中心小学",       "初级中学", "中心幼儿园",
                                    "九年一贯制学校", "完全小学", "职业技术学校"};
constexpr const char* kHospitals[] = {"中心卫生院", "卫生院", "社区卫生服务中心", "计划生育服务站",
                                      "血吸虫病防治站"};
constexpr const char* kBanks[] = {"农村商业银行支行", "邮政储蓄营业所", "村镇银行支行",
                                  "保险营销服务部"};
constexpr const char* kFactories[] = {"机械制造有限公司", "纺织有限公司",   "食品有限公司",
                                      "电子科技有限公司", "新材料有限公司", "木业有限公司",
                                      "服饰有限公司",     "包装有限公司",   "农产品加工有限公司"};
constexpr const char* kBuilders[] = {"建筑工程有限公司", "房地产开发有限公司", "装饰工程有限公司",
                                     "物业服务有限公司", "自来水有限公司"};
constexpr const char* kCarriers[] = {"运输有限公司", "物流有限公司", "公共交通有限公司",
                                     "汽车维修有限公司"};
constexpr const char* kTraders[] = {"商贸有限公司", "超市有限公司", "酒店管理有限公司",
                                    "农资有限公司"};
constexpr const char* kStations[] = {"农业技术推广站", "畜牧兽医站", "水利管理站", "林业工作站",
                                     "农机管理站"};
constexpr const char* kOffices[] = {"服务中心",     "事务中心", "信息中心", "管理站",
                                    "综合执法大队", "培训中心", "监测站",   "档案馆"};
constexpr const char* kCooperatives[] = {"种养专业合作社", "茶叶专业合作社", "水稻种植专业合作社",
                                         "柑橘专业合作社"};
constexpr const char* kOrgan[] = {"机关"};

template <int N>
constexpr Trade MakeTrade(const char* department, const char* nature, const char* economic_type,
                          const char* industry, const char* prefix, const char* const (&endings)[N],
                          bool at_a_place) {
  return {department, nature, economic_type, industry, prefix, endings, N, at_a_place};
}

constexpr Trade kSchool =
    MakeTrade("12", "财政拨款的事业单位", "国有经济", "教育", "桃源县", kSchools, true);
constexpr Trade kHospital =
    MakeTrade("12", "财政拨款的事业单位", "国有经济", "卫生和社会工作", "桃源县", kHospitals, true);
constexpr Trade kBank = MakeTrade("91", "国有控股公司", "股份制", "金融业", "桃源县", kBanks, true);
constexpr Trade kFactory =
    MakeTrade("91", "私营企业", "私营经济", "制造业", "桃源", kFactories, false);
constexpr Trade kBuilder =
    MakeTrade("91", "私营企业", "私营经济", "建筑业", "桃源", kBuilders, false);
constexpr Trade kCarrier =
    MakeTrade("91", "私营企业", "私营经济", "交通运输、仓储和邮政业", "桃源", kCarriers, false);
constexpr Trade kTrader =
    MakeTrade("91", "私营企业", "私营经济", "批发和零售业", "桃源", kTraders, false);
constexpr Trade kStation = MakeTrade("12", "财政拨款的事业单位", "国有经济", "农、林、牧、渔业",
                                     "桃源县", kStations, true);
constexpr Trade kOffice = MakeTrade("12", "财政拨款的事业单位", "国有经济",
                                    "公共管理、社会保障和社会组织", "桃源县", kOffices, true);
constexpr Trade kCooperative =
    MakeTrade("93", "其他内资企业", "集体经济", "农、林、牧、渔业", "桃源县", kCooperatives, true);
constexpr Trade kGovernment =
    MakeTrade("11", "机关", "国有经济", "公共管理、社会保障和社会组织", "桃源县", kOrgan, true);

}  // namespace

const Trade& TradeOf(const QuotaRow& quota, Random* random) {
  const auto has = [&](absl::string_view part) { return absl::StrContains(quota.unit, part); };
  if (quota.section == "township") {
    const Trade* const trades[] = {&kCooperative, &kFactory, &kTrader,
                                   &kStation,     &kSchool,  &kHospital};
    return *random->Pick(trades);
  }
  if (has("教育")) return kSchool;
  if (has("卫健")) return kHospital;
  if (has("金融")) return kBank;
  if (has("高新区") || has("工信")) return kFactory;
  if (has("住建") || has("城投")) return kBuilder;
  if (has("交通")) return kCarrier;
  if (has("商务")) return kTrader;
  if (has("农办")) return kStation;
  return kOffice;
}

const Trade& OwnTradeOf(const QuotaRow& quota) {
  return absl::StrContains(quota.unit, "公司") ? kFactory : kGovernment;
}

std::string EmployerName(const Trade& trade, absl::string_view township, Random* random,
                         std::set<std::string>* taken) {
  for (int attempt = 0;; ++attempt) {
    const std::string place = !trade.at_a_place  ? std::string(random->Pick(kWords))
                              : township.empty() ? AnyTownship(random)
                                                 : std::string(township);
    // Names run out in a large unit; then a fancy word, and at last a number, tells them apart.
    const std::string word = attempt < 3 ? "" : random->Pick(kWords);
    const std::string number =
        attempt < 6 ? "" : absl::StrCat("第", random->Between(1, 99 + attempt), "");
    std::string name =
        absl::StrCat(trade.prefix, place, word, number,
                     trade.endings[random->Below(static_cast<std::uint64_t>(trade.ending_count))]);
    if (taken->insert(name).second) return name;
  }
}

std::string AnyTownship(Random* random) { return random->Pick(kTownships); }

}  // namespace mingce::cli
