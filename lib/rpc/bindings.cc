#include "lib/rpc/bindings.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/whole_file.h"
#include "lib/policy/roles.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {
namespace {

// It names three services and one officer.
constexpr std::size_t kMaxBindingsBytes = 1 << 20;

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

absl::Status Check(const policy::v1::Binding& binding) {
  if (policy::PermissionsOf(binding.role()) == 0 ||
      !absl::StartsWith(binding.identity(), "spiffe://")) {
    return Refuse(
        "BINDINGS_DAMAGED",
        absl::StrCat("a binding needs a spiffe:// identity and a role: ", binding.identity()),
        absl::StrCat("授权文件中每一项都要有 spiffe:// 身份和角色：", binding.identity()));
  }
  if (!policy::MayStandInBindings(binding.role())) {
    const std::string role = policy::v1::Role_Name(binding.role());
    return Refuse(
        "BINDINGS_ROLE_NOT_ALLOWED",
        absl::StrCat("the bindings file names the services (FEED_CONSUMER) and the first "
                     "COUNTY_OFFICER only; let the officer grant ",
                     role, " to ", binding.identity(), " (GrantRole) and take the binding out"),
        absl::StrCat("授权文件只写各服务（FEED_CONSUMER）和首位县总工会人员（COUNTY_"
                     "OFFICER）；请删去 ",
                     binding.identity(), " 的 ", role, "，由县总工会人员用 GrantRole 授予"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<access::Grant>> ReadBindings(const std::string& path) {
  const std::variant<WholeFile, ReadFault> read = ReadWholeFile(path, kMaxBindingsBytes);
  const auto* file = std::get_if<WholeFile>(&read);
  if (file == nullptr) {
    return Refuse("BINDINGS_UNREADABLE", absl::StrCat("cannot read the bindings file ", path),
                  absl::StrCat("无法读取授权文件 ", path));
  }
  policy::v1::Bindings bindings;
  google::protobuf::TextFormat::Parser parser;
  FirstError error;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(file->bytes, &bindings)) {
    return Refuse("BINDINGS_DAMAGED", absl::StrCat("the bindings file ", path, ", ", error.text()),
                  absl::StrCat("授权文件 ", path, " 有误：", error.text()));
  }
  std::vector<access::Grant> grants;
  for (const policy::v1::Binding& binding : bindings.bindings()) {
    if (absl::Status sound = Check(binding); !sound.ok()) return sound;
    grants.push_back({.id = absl::StrCat("bindings/", grants.size()),
                      .identity = binding.identity(),
                      .permissions = policy::PermissionsOf(binding.role()),
                      .below = "",
                      .from = absl::CivilDay(1970, 1, 1),
                      .until = std::nullopt});
  }
  if (grants.empty()) {
    return Refuse("BINDINGS_EMPTY", "the bindings file binds nobody: nobody could call",
                  "授权文件为空：任何人都无法调用");
  }
  return grants;
}

std::set<std::string> HoldersOf(int permission, const std::vector<access::Grant>& bindings) {
  std::set<std::string> holders;
  for (const access::Grant& binding : bindings) {
    if ((binding.permissions >> permission & 1) != 0) holders.insert(binding.identity);
  }
  return holders;
}

}  // namespace mingce::rpc
