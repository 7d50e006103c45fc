#include "cli/generate/fit.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/generate/names.h"

namespace mingce::cli {
namespace {

// The label of an entry that may be chosen; "" where there is none.
std::string AnyLabel(const gb::CodeList& list, Random* random) {
  std::vector<const gb::CodeEntry*> offered;
  for (const gb::CodeEntry& entry : list.entries()) {
    if (entry.selectable) offered.push_back(&entry);
  }
  return offered.empty() ? "" : offered[random->Below(offered.size())]->label;
}

std::string MadeUp(const form::Field& field, Random* random, Numbers* numbers) {
  switch (field.type) {
    case form::FieldType::kText:
      return "虚构";
    case form::FieldType::kDate:
    case form::FieldType::kDateOrMonth:
      return absl::StrCat(random->Between(2001, 2018), "-0", random->Between(1, 9), "-15");
    case form::FieldType::kMobile:
    case form::FieldType::kPhone:
      return numbers->Mobile();
    case form::FieldType::kPersonName:
      return HanName(random, gb::Sex::kFemale);
    case form::FieldType::kCount:
      return absl::StrCat(random->Between(1, 200));
    case form::FieldType::kBool:
      return random->Chance(500) ? "是" : "否";
    default:
      return "";
  }
}

}  // namespace

void FitToForm(const form::Form& form, const form::CodeLists& lists, Random* random,
               Numbers* numbers, std::map<std::string, std::string>* fields) {
  for (const form::Field& field : form.fields) {
    const auto found = fields->find(field.key);
    const bool is_new = found == fields->end() && field.requirement != form::Requirement::kOptional;
    const auto list = lists.find(field.code_list);
    if (field.type == form::FieldType::kCode && list != lists.end()) {
      const bool is_strange = found != fields->end() && !found->second.empty() &&
                              list->second.CodeFor(found->second).empty();
      if (is_new || is_strange) (*fields)[field.key] = AnyLabel(list->second, random);
    } else if (is_new) {
      (*fields)[field.key] = MadeUp(field, random, numbers);
    }
  }
}

}  // namespace mingce::cli
