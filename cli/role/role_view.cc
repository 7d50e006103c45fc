#include "cli/role/role_view.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/show/day_text.h"
#include "cli/show/json.h"
#include "cli/show/table.h"

namespace mingce::cli {
namespace {

using registry::v1::RoleGrant;

std::string PlaceText(const RoleGrant& grant, Language language) {
  static const auto& everywhere = *new Sentence{"全部", "everywhere"};
  return grant.organization().empty() ? everywhere.In(language) : grant.organization();
}

std::string UntilText(const RoleGrant& grant, Language language) {
  static const auto& no_end = *new Sentence{"不限", "no end"};
  return grant.has_until() ? DayText(grant.until()) : no_end.In(language);
}

const Sentence& StateOf(const RoleGrant& grant) {
  static const auto& states = *new std::vector<Sentence>{
      {"已撤回", "withdrawn"}, {"身份已停用", "identity blocked"}, {"已授予", "granted"}};
  if (grant.revoked()) return states[0];
  return states[grant.identity_blocked() ? 1 : 2];
}

std::string GrantText(const RoleGrant& grant, Language language) {
  const std::string role = policy::v1::Role_Name(grant.role());
  return Fill("$0  $1  $2  范围：$3  自 $4 至 $5  $6\n",
              "$0  $1  $2  for: $3  from $4 until $5  $6\n", grant.name(), grant.identity(), role,
              PlaceText(grant, language), DayText(grant.effective_on()), UntilText(grant, language),
              StateOf(grant).In(language))
      .In(language);
}

auto OrderOf(const RoleGrant& grant) {
  const type::Date& from = grant.effective_on();
  return std::tuple(grant.identity(), from.year(), from.month(), from.day(), grant.name());
}

}  // namespace

std::string RoleNames() {
  std::vector<std::string> names;
  const google::protobuf::EnumDescriptor* roles = policy::v1::Role_descriptor();
  for (int i = 0; i < roles->value_count(); ++i) {
    if (roles->value(i)->number() != policy::v1::ROLE_UNSPECIFIED) {
      names.push_back(roles->value(i)->name());
    }
  }
  return absl::StrJoin(names, " ");
}

View RoleGrantView(RoleGrant grant) {
  const auto one = std::make_shared<const RoleGrant>(std::move(grant));
  return {.document = [one](Language) { return MessageToJson(*one); },
          .text = [one](Language language) { return GrantText(*one, language); },
          .notes = {}};
}

View IdentityBlockView(registry::v1::IdentityBlock block) {
  const auto one = std::make_shared<const registry::v1::IdentityBlock>(std::move(block));
  return {.document = [one](Language) { return MessageToJson(*one); },
          .text =
              [one](Language language) {
                return (one->blocked()
                            ? Fill("$0  已停用，角色保留而不起作用\n",
                                   "$0  is shut out; its roles stand and give nothing\n",
                                   one->identity())
                            : Fill("$0  已恢复，其角色重新起作用\n",
                                   "$0  is let in; its roles act again\n", one->identity()))
                    .In(language);
              },
          .notes = {}};
}

View RoleGrantsView(std::vector<RoleGrant> grants) {
  std::sort(grants.begin(), grants.end(),
            [](const RoleGrant& a, const RoleGrant& b) { return OrderOf(a) < OrderOf(b); });
  const auto all = std::make_shared<const std::vector<RoleGrant>>(std::move(grants));
  View view;
  view.document = [all](Language) {
    Json list = Json::array();
    for (const RoleGrant& one : *all) list.push_back(MessageToJson(one));
    return Json{{"grants", std::move(list)}};
  };
  view.text = [all](Language language) {
    std::vector<std::vector<std::string>> rows;
    for (const RoleGrant& one : *all) {
      rows.push_back({one.name(), one.identity(), policy::v1::Role_Name(one.role()),
                      PlaceText(one, language), DayText(one.effective_on()),
                      UntilText(one, language), one.document_number(), StateOf(one).In(language)});
    }
    return FormatTable(language,
                       {{{"授予编号", "name"}},
                        {{"身份", "identity"}},
                        {{"角色", "role"}},
                        {{"范围", "for"}},
                        {{"自", "from"}},
                        {{"至", "until"}},
                        {{"文号", "document"}},
                        {{"状态", "state"}}},
                       rows);
  };
  view.notes.push_back(Fill("共 $0 个", "in all $0", all->size()));
  return view;
}

}  // namespace mingce::cli
