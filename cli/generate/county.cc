#include "cli/generate/county.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/generate/fit.h"
#include "cli/generate/names.h"
#include "lib/form/well_known.h"

namespace mingce::cli {
namespace {

// Of the base unions: joint ones of small employers, and ones without a code of their own yet.
constexpr int kJointPerThousand = 25;
constexpr int kProvisionalPerThousand = 15;

class CountyMaker {
 public:
  CountyMaker(const Setting& setting, const CountyPlan& plan, Random* random, Numbers* numbers)
      : setting_(setting), plan_(plan), random_(*random), numbers_(*numbers) {}

  GeneratedCounty Make() {
    std::vector<std::int64_t> quotas;
    std::vector<std::int64_t> federation_quotas;
    for (const QuotaRow& row : plan_.quotas) {
      quotas.push_back(row.quota);
      if (!setting_.IsBase(row.kind)) federation_quotas.push_back(row.quota);
    }
    const std::vector<std::int64_t> members = Divide(plan_.members, quotas, 1);
    const std::vector<std::int64_t> children = Divide(plan_.base_unions, federation_quotas, 1);
    std::size_t federation = 0;
    for (std::size_t i = 0; i < plan_.quotas.size(); ++i) {
      const bool owns = setting_.IsBase(plan_.quotas[i].kind);
      MakeUnit(plan_.quotas[i], members[i], owns ? 0 : children[federation]);
      if (!owns) ++federation;
    }
    return std::move(county_);
  }

 private:
  // A unit of the plan: itself, and the base unions below it.
  void MakeUnit(const QuotaRow& quota, std::int64_t members, std::int64_t children) {
    GeneratedUnit unit{
        .quota = quota, .township = setting_.TownshipOf(quota), .unions = {}, .members = members};
    const std::size_t self = county_.unions.size();
    if (setting_.IsBase(quota.kind)) {
      county_.unions.push_back(OwnUnion(quota, members));
      unit.unions.push_back(self);
    } else {
      county_.unions.push_back(Federation(quota, unit.township, members));
      for (const std::int64_t size : Sizes(members, children)) {
        unit.unions.push_back(county_.unions.size());
        county_.unions.push_back(
            BaseUnion(quota, unit.township, county_.unions[self].reference, size));
      }
    }
    for (std::size_t i = self; i < county_.unions.size(); ++i) {
      FitToForm(setting_.forms->organization, setting_.forms->lists, &random_, &numbers_,
                &county_.unions[i].fields);
    }
    county_.units.push_back(std::move(unit));
  }

  GeneratedUnion Federation(const QuotaRow& quota, const std::string& township,
                            std::int64_t members) {
    const std::string host(absl::StripSuffix(absl::StripSuffix(quota.unit, "联合会"), "工会"));
    GeneratedUnion made =
        Start(setting_.FullName(quota.unit), quota.unit, quota.kind, 0, members, setting_.county);
    made.fields["unit_uscc_absent_reason"] = std::string(form::kNoUnitOfItsOwn);
    SetEmployer(&made, setting_.FullName(host), OwnTradeOf(quota, plan_.trades), township);
    SetCode(&made);
    return made;
  }

  GeneratedUnion OwnUnion(const QuotaRow& quota, std::int64_t members) {
    const Trade& trade = OwnTradeOf(quota, plan_.trades);
    const std::string host(absl::StripSuffix(quota.unit, "工会"));
    GeneratedUnion made = Start(absl::StrCat(setting_.FullName(quota.unit), "委员会"), quota.unit,
                                quota.kind, members, members, setting_.county);
    made.fields["unit_uscc"] = numbers_.CreditCode(trade.department);
    SetEmployer(&made, setting_.FullName(host), trade, "");
    SetCode(&made);
    return made;
  }

  GeneratedUnion BaseUnion(const QuotaRow& quota, const std::string& township,
                           const std::string& parent, std::int64_t members) {
    const Trade& trade = TradeOf(quota, plan_.trades, &random_);
    const bool joint = random_.Chance(kJointPerThousand) && !setting_.joint_kind.empty();
    const bool provisional = !joint && random_.Chance(kProvisionalPerThousand);
    const std::string employer = EmployerName(setting_, trade, township, &random_, &names_);
    const std::string short_name = absl::StrCat(employer, joint ? "片区联合工会" : "工会");
    const std::string name = absl::StrCat(short_name, "委员会");
    GeneratedUnion made = Start(name, short_name, joint ? setting_.joint_kind : setting_.base_kind,
                                members, members, parent);
    SetEmployer(&made, joint ? absl::StrCat(employer, "片区") : employer, trade, township);
    if (joint) {
      made.fields["unit_uscc_absent_reason"] = std::string(form::kNoUnitOfItsOwn);
    } else {
      made.fields["unit_uscc"] = numbers_.CreditCode(trade.department);
    }
    if (provisional) {
      made.fields["has_legal_person"] = "否";
      made.fields["union_uscc_absent_reason"] = "未取得工会法人资格";
      made.reference = absl::StrCat(made.fields["unit_uscc"], " ", name);
    } else {
      SetCode(&made);
    }
    return made;
  }

  // What every union has.
  GeneratedUnion Start(const std::string& name, const std::string& short_name,
                       const std::string& kind, std::int64_t own, std::int64_t declared,
                       const std::string& parent) {
    GeneratedUnion made;
    made.members = own;
    made.established_on = {
        static_cast<int>(random_.Between(setting_.start.year - 34, setting_.start.year - 1)),
        static_cast<int>(random_.Between(1, 12)), static_cast<int>(random_.Between(1, 28))};
    const auto sex = random_.Chance(650) ? gb::Sex::kMale : gb::Sex::kFemale;
    made.fields = {{"union_name", name},
                   {"union_short_name", short_name},
                   {"union_kind", kind},
                   {"parent_union", parent},
                   {"established_on", gb::ToString(made.established_on)},
                   {"declared_member_count", absl::StrCat(declared)},
                   {"employee_count", absl::StrCat(declared + random_.Between(0, declared / 10))},
                   {"chair_name", HanName(&random_, sex)},
                   {"chair_mobile", numbers_.Mobile()},
                   {"contact_name", HanName(&random_, gb::Sex::kFemale)},
                   {"contact_phone", numbers_.Mobile()}};
    return made;
  }

  void SetEmployer(GeneratedUnion* made, const std::string& name, const Trade& trade,
                   const std::string& township) {
    made->fields["unit_name"] = name;
    made->fields["unit_nature"] = trade.nature;
    made->fields["economic_type"] = trade.economic_type;
    made->fields["industry"] = trade.industry;
    made->fields["unit_division"] = township.empty() ? setting_.place : township;
    made->fields["unit_address"] = absl::StrCat(setting_.above, setting_.place, township, "文昌路",
                                                random_.Between(1, 299), "号");
  }

  void SetCode(GeneratedUnion* made) {
    const std::string code = numbers_.CreditCode("81");
    made->fields["has_legal_person"] = "是";
    made->fields["union_uscc"] = code;
    made->reference = absl::StrCat(code, " ", made->fields["union_name"]);
  }

  // Members of each base union: uneven, at least one each where there are enough.
  std::vector<std::int64_t> Sizes(std::int64_t members, std::int64_t unions) {
    std::vector<std::int64_t> weights;
    for (std::int64_t i = 0; i < unions; ++i) weights.push_back(random_.Between(20, 100));
    return Divide(members, weights, 1);
  }

  const Setting& setting_;
  const CountyPlan& plan_;
  Random& random_;
  Numbers& numbers_;
  std::set<std::string> names_;
  GeneratedCounty county_;
};

}  // namespace

GeneratedCounty MakeCounty(const Setting& setting, const CountyPlan& plan, Random* random,
                           Numbers* numbers) {
  return CountyMaker(setting, plan, random, numbers).Make();
}

std::vector<std::int64_t> Divide(std::int64_t total, const std::vector<std::int64_t>& weights,
                                 std::int64_t least) {
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::int64_t> shares;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;  // negative: largest first
  std::int64_t handed_out = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares.push_back(total * weights[i] / sum);
    handed_out += shares.back();
    remainders.emplace_back(-(total * weights[i] % sum), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; handed_out < total; ++i, ++handed_out) ++shares[remainders[i].second];
  if (total < least * static_cast<std::int64_t>(weights.size())) return shares;
  for (std::int64_t& share : shares) {
    while (share < least) {
      --*std::max_element(shares.begin(), shares.end());
      ++share;
    }
  }
  return shares;
}

}  // namespace mingce::cli
