#include "lib/rpc/authorizer.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"

namespace mingce::rpc {
namespace {

using policy::v1::Permission;
using policy::v1::Role;

absl::Status Refuse(absl::string_view reason, absl::string_view en, absl::string_view zh) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition, en,
      {.reason = std::string(reason), .domain = "mingce.rpc", .message_zh = std::string(zh)});
}

// Keeps the first complaint of the parser, without the line's content.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty())
      text_ = absl::StrCat("line ", line + 1, ", column ", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

std::uint64_t PermissionsOf(Role role) {
  const auto bits = [](std::initializer_list<Permission> permissions) {
    std::uint64_t all = 0;
    for (const Permission permission : permissions) all |= std::uint64_t{1} << permission;
    return all;
  };
  switch (role) {
    case policy::v1::COUNTY_OFFICER:
      return bits({policy::v1::REGISTRY_READ, policy::v1::ORGANIZATION_WRITE,
                   policy::v1::CAMPAIGN_WRITE, policy::v1::MEMBER_READ, policy::v1::MEMBER_WRITE,
                   policy::v1::ELIGIBILITY_CHECK, policy::v1::REPORT_READ,
                   policy::v1::STATUS_READ});
    case policy::v1::BENEFIT_SYSTEM:
      return bits({policy::v1::ELIGIBILITY_CHECK});
    case policy::v1::FEED_CONSUMER:
      return bits({policy::v1::FEED_READ, policy::v1::REGISTRY_READ, policy::v1::REPORT_READ});
    case policy::v1::REPORT_READER:
      return bits({policy::v1::REPORT_READ, policy::v1::REGISTRY_READ});
    case policy::v1::OPERATOR:
      return bits({policy::v1::STATUS_READ});
    default:
      return 0;
  }
}

absl::StatusOr<Authorizer> Authorizer::FromBindings(const policy::v1::Bindings& bindings) {
  Authorizer authorizer;
  for (const policy::v1::Binding& binding : bindings.bindings()) {
    const std::uint64_t permissions = PermissionsOf(binding.role());
    if (permissions == 0 || !absl::StartsWith(binding.identity(), "spiffe://")) {
      return Refuse(
          "BINDINGS_DAMAGED",
          absl::StrCat("a binding needs a spiffe:// identity and a role: ", binding.identity()),
          absl::StrCat("授权文件中每一项都要有 spiffe:// 身份和角色：", binding.identity()));
    }
    authorizer.permissions_[binding.identity()] |= permissions;
  }
  if (authorizer.permissions_.empty()) {
    return Refuse("BINDINGS_EMPTY", "the bindings file binds nobody: nobody could call",
                  "授权文件为空：任何人都无法调用");
  }
  return authorizer;
}

absl::StatusOr<Authorizer> Authorizer::FromFile(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    return Refuse("BINDINGS_UNREADABLE", absl::StrCat("cannot read the bindings file ", path),
                  absl::StrCat("无法读取授权文件 ", path));
  }
  std::ostringstream text;
  text << file.rdbuf();
  policy::v1::Bindings bindings;
  google::protobuf::TextFormat::Parser parser;
  FirstError error;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(text.str(), &bindings)) {
    return Refuse("BINDINGS_DAMAGED", absl::StrCat("the bindings file ", path, ", ", error.text()),
                  absl::StrCat("授权文件 ", path, " 有误：", error.text()));
  }
  return FromBindings(bindings);
}

std::uint64_t Authorizer::PermissionsFor(absl::string_view identity) const {
  const auto found = permissions_.find(identity);
  return found == permissions_.end() ? 0 : found->second;
}

}  // namespace mingce::rpc
