#include "cli/role/role_view.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

// The limits that are not the default, such as "60 misses at once, 100 persons a day"; "" for none.
std::string LimitsText(const RoleGrant& grant, Language language) {
  const policy::v1::QuestionLimits& limits = grant.question_limits();
  std::vector<std::string> own;
  const auto add = [&](std::int32_t limit, absl::string_view zh, absl::string_view en) {
    if (limit != 0) own.push_back(Fill(zh, en, limit).In(language));
  };
  add(limits.misses_at_once(), "一次查不到 $0 人", "$0 misses at once");
  add(limits.misses_a_day(), "每天恢复 $0 人", "$0 misses a day");
  add(limits.persons_a_day(), "每天 $0 人", "$0 persons a day");
  add(limits.persons_a_case(), "每案每天 $0 人", "$0 persons a case");
  static const auto& comma = *new Sentence{"，", ", "};
  return absl::StrJoin(own, comma.In(language));
}

std::string GrantText(const RoleGrant& grant, Language language) {
  const std::string role = policy::v1::Role_Name(grant.role());
  const std::string limits = LimitsText(grant, language);
  return Fill("$0  $1  $2  范围：$3  自 $4 至 $5  $6$7\n",
              "$0  $1  $2  for: $3  from $4 until $5  $6$7\n", grant.name(), grant.identity(), role,
              PlaceText(grant, language), DayText(grant.effective_on()), UntilText(grant, language),
              StateOf(grant).In(language),
              limits.empty() ? "" : Fill("  查询限额：$0", "  limits: $0", limits).In(language))
      .In(language);
}

std::vector<std::string> GrantRow(const RoleGrant& grant, Language language) {
  return {grant.name(),
          grant.identity(),
          policy::v1::Role_Name(grant.role()),
          PlaceText(grant, language),
          DayText(grant.effective_on()),
          UntilText(grant, language),
          grant.document_number(),
          StateOf(grant).In(language),
          LimitsText(grant, language)};
}

std::string BlockText(const registry::v1::IdentityBlock& block, Language language) {
  const Sentence text =
      block.blocked()
          ? Fill("$0  已停用，角色保留而不起作用\n",
                 "$0  is shut out; its roles stand and give nothing\n", block.identity())
          : Fill("$0  已恢复，其角色重新起作用\n", "$0  is let in; its roles act again\n",
                 block.identity());
  return text.In(language);
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

View RoleGrantView(RoleGrant grant) { return MessageView(std::move(grant), GrantText); }

View IdentityBlockView(registry::v1::IdentityBlock block) {
  return MessageView(std::move(block), BlockText);
}

View RoleGrantsView(std::vector<RoleGrant> grants) {
  std::sort(grants.begin(), grants.end(),
            [](const RoleGrant& a, const RoleGrant& b) { return OrderOf(a) < OrderOf(b); });
  return ListView<RoleGrant>("grants", std::move(grants),
                             {{{"授予编号", "name"}},
                              {{"身份", "identity"}},
                              {{"角色", "role"}},
                              {{"范围", "for"}},
                              {{"自", "from"}},
                              {{"至", "until"}},
                              {{"文号", "document"}},
                              {{"状态", "state"}},
                              {{"查询限额", "limits"}}},
                             GrantRow);
}

}  // namespace mingce::cli
