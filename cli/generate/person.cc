#include "cli/generate/person.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/generate/fit.h"
#include "cli/generate/names.h"

namespace mingce::cli {
namespace {

constexpr int kIncompletePerThousand = 80;
constexpr int kRetainedPerThousand = 4;

// In townships named after 回族 and 维吾尔族, and elsewhere; of a county with two of them, 2 in 100
// have a dotted name in all.
constexpr int kDottedAtHome = 350;
constexpr int kHuiAtHome = 250;
constexpr int kDottedElsewhere = 16;
constexpr int kHuiElsewhere = 4;

// By the campaign's own days, so that the same seed gives the same county in every year.
constexpr std::int64_t kLastJoiningBefore = 5;  // days before its start
constexpr std::int64_t kYoungestBefore = 87;    // days that the youngest is older than 18
constexpr int kOldestMale = 59;
constexpr int kOldestFemale = 49;
constexpr int kOldestLeagueMember = 20;  // of the youth league; the rules say 28

constexpr const char* kEducation[] = {"本科", "大专", "中专", "高中", "初中", "硕士", "技校"};
constexpr const char* kParty[] = {"群众", "群众", "群众", "中共党员"};
constexpr const char* kSkill[] = {"无",
                                  "无",
                                  "职业资格五级（初级）",
                                  "职业资格四级（中级）",
                                  "职业资格三级（高级）",
                                  "职业资格二级（技师）"};
constexpr const char* kRetainedReason[] = {"失业", "在本单位下岗后待岗", "所在企业破产"};
constexpr const char* kGroups[] = {"办公室", "财务科", "一车间", "二车间", "后勤组", "业务科"};

// Fields that should be filled and that a careless collector leaves out.
constexpr const char* kForgotten[] = {"work_unit_name", "employment_status", "hukou_type",
                                      "hukou_place",    "native_place",      "is_migrant_worker",
                                      "skill_level"};

gb::Date DayBetween(Random* random, const gb::Date& first, const gb::Date& last) {
  return gb::CivilFromDays(random->Between(gb::DaysFromCivil(first), gb::DaysFromCivil(last)));
}

gb::Date DaysBefore(const gb::Date& day, std::int64_t days) {
  return gb::CivilFromDays(gb::DaysFromCivil(day) - days);
}

}  // namespace

GeneratedPerson MakePerson(const Setting& setting, const GeneratedUnit& unit,
                           const GeneratedUnion& base_union, Random* random, Numbers* numbers) {
  const gb::Date& start = setting.start;
  const gb::Sex sex = random->Chance(560) ? gb::Sex::kMale : gb::Sex::kFemale;
  const int oldest = sex == gb::Sex::kMale ? kOldestMale : kOldestFemale;
  const gb::Date grown_up = {start.year - 18, start.month, std::min(start.day, 28)};
  const gb::Date birth =
      DayBetween(random, {start.year - oldest, 1, 1}, DaysBefore(grown_up, kYoungestBefore));
  const bool home = absl::StrContains(unit.township, "维吾尔族");
  const PersonNameAndPeople name = NameWithPeople(
      random, sex, home ? kDottedAtHome : kDottedElsewhere, home ? kHuiAtHome : kHuiElsewhere);
  const gb::Date adult = {birth.year + 18, birth.month, std::min(birth.day, 28)};
  const gb::Date last_joining = DaysBefore(start, kLastJoiningBefore);
  const gb::Date first_joining = std::min(std::max(adult, base_union.established_on), last_joining);
  const gb::Date joined = DayBetween(random, first_joining, last_joining);
  const bool rural = random->Chance(450);
  const std::string township = unit.township.empty() ? setting.AnyTownship(random) : unit.township;

  GeneratedPerson person;
  person.retained = random->Chance(kRetainedPerThousand);
  person.fields = {
      {"full_name", name.name},
      {"mobile", numbers->Mobile()},
      {"id_type", "居民身份证"},
      {"id_number", numbers->Citizen(birth, sex)},
      {"sex", sex == gb::Sex::kMale ? "男" : "女"},
      {"birth_date", gb::ToString(birth)},
      {"ethnicity", name.ethnicity},
      {"political_status",
       birth.year >= start.year - kOldestLeagueMember ? "共青团员" : random->Pick(kParty)},
      {"education", random->Pick(kEducation)},
      {"union", base_union.reference},
      {"work_unit_name", base_union.fields.at("unit_name")},
      {"employment_status", person.retained ? "失业" : "在岗"},
      {"hukou_type", rural ? "农业家庭户口" : "非农业家庭户口"},
      {"hukou_place", absl::StrCat(setting.above, setting.place, township)},
      {"native_place", absl::StrCat(setting.above, setting.place)},
      {"is_migrant_worker", rural && random->Chance(600) ? "是" : "否"},
      {"skill_level", random->Pick(kSkill)},
      {"joined_on", gb::ToString(joined)},
      {"change_type", person.retained ? "保留" : "入会"},
      {"change_date",
       gb::ToString(person.retained ? DayBetween(random, joined, last_joining) : joined)},
      {"change_reason", person.retained ? random->Pick(kRetainedReason) : ""},
      {"home_address", absl::StrCat(setting.place, township, random->Between(1, 999), "号")},
      {"group_name", random->Pick(kGroups)},
  };
  FitToForm(setting.forms->member, setting.forms->lists, random, numbers, &person.fields);
  if (random->Chance(kIncompletePerThousand)) {
    const std::int64_t lacking = random->Between(1, 2);
    for (std::int64_t i = 0; i < lacking; ++i) person.fields[random->Pick(kForgotten)].clear();
  }
  return person;
}

}  // namespace mingce::cli
