#include "cli/generate/trades.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace mingce::cli {
namespace {

constexpr const char* kWords[] = {"鑫源", "宏达", "金谷", "清江", "长青", "春晖",  "华兴", "天成",
                                  "恒通", "瑞丰", "正大", "兴隆", "永昌", "嘉禾",  "绿洲", "星辰",
                                  "长盛", "万顺", "东方", "利民", "佳美", "同心",  "和盛", "银河",
                                  "青山", "晨光", "凯旋", "鼎盛", "富康", "新世纪"};

constexpr Trade At(bool a_place, const char* department, const char* nature,
                   const char* economic_type, const char* industry, const char* endings) {
  return {department, nature, economic_type, industry, a_place, endings};
}

constexpr Trade kSchool = At(true, "12", "财政拨款的事业单位", "国有经济", "教育",
                             "中心小学|初级中学|中心幼儿园|九年一贯制学校|完全小学|职业技术学校");
constexpr Trade kHospital = At(true, "12", "财政拨款的事业单位", "国有经济", "卫生和社会工作",
                               "中心卫生院|卫生院|社区卫生服务中心|计划生育服务站|血吸虫病防治站");
constexpr Trade kBank = At(true, "91", "国有控股公司", "股份制", "金融业",
                           "农村商业银行支行|邮政储蓄营业所|村镇银行支行|保险营销服务部");
constexpr Trade kFactory =
    At(false, "91", "私营企业", "私营经济", "制造业",
       "机械制造有限公司|纺织有限公司|食品有限公司|电子科技有限公司|新材料有限公司|木业有限公司");
constexpr Trade kBuilder =
    At(false, "91", "私营企业", "私营经济", "建筑业",
       "建筑工程有限公司|房地产开发有限公司|装饰工程有限公司|物业服务有限公司|自来水有限公司");
constexpr Trade kCarrier = At(false, "91", "私营企业", "私营经济", "交通运输、仓储和邮政业",
                              "运输有限公司|物流有限公司|公共交通有限公司|汽车维修有限公司");
constexpr Trade kTrader = At(false, "91", "私营企业", "私营经济", "批发和零售业",
                             "商贸有限公司|超市有限公司|酒店管理有限公司|农资有限公司");
constexpr Trade kStation = At(true, "12", "财政拨款的事业单位", "国有经济", "农、林、牧、渔业",
                              "农业技术推广站|畜牧兽医站|水利管理站|林业工作站|农机管理站");
constexpr Trade kOffice =
    At(true, "12", "财政拨款的事业单位", "国有经济", "公共管理、社会保障和社会组织",
       "服务中心|事务中心|信息中心|管理站|综合执法大队|培训中心|监测站|档案馆");
constexpr Trade kCooperative =
    At(true, "93", "其他内资企业", "集体经济", "农、林、牧、渔业",
       "种养专业合作社|茶叶专业合作社|水稻种植专业合作社|柑橘专业合作社");
constexpr Trade kGovernment =
    At(true, "11", "机关", "国有经济", "公共管理、社会保障和社会组织", "机关");

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

std::string EmployerName(const Setting& setting, const Trade& trade, absl::string_view township,
                         Random* random, std::set<std::string>* taken) {
  const std::vector<absl::string_view> endings = absl::StrSplit(trade.endings, '|');
  for (int attempt = 0;; ++attempt) {
    const std::string place = !trade.at_a_place  ? std::string(random->Pick(kWords))
                              : township.empty() ? setting.AnyTownship(random)
                                                 : std::string(township);
    // Names run out in a large unit; then a fancy word, and at last a number, tells them apart.
    const std::string word = attempt < 3 ? "" : random->Pick(kWords);
    const std::string number =
        attempt < 6 ? "" : absl::StrCat("第", random->Between(1, 99 + attempt), "");
    std::string name = absl::StrCat(trade.at_a_place ? setting.place : setting.stem, place, word,
                                    number, endings[random->Below(endings.size())]);
    if (taken->insert(name).second) return name;
  }
}

}  // namespace mingce::cli
