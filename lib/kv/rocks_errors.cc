#include "lib/kv/rocks_errors.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::kv {
namespace {

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, const std::string& directory,
                    absl::string_view en, absl::string_view zh) {
  return MakeError(code, absl::StrCat(en, ": ", directory),
                   {.reason = std::string(reason),
                    .domain = "mingce.kv",
                    .message_zh = absl::StrCat(zh, "：", directory),
                    .metadata = {{"directory", directory}}});
}

}  // namespace

absl::Status ToStatus(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = absl::StrCat("rocksdb: ", status.ToString());
  if (status.IsCorruption()) return absl::DataLossError(message);
  if (status.IsNoSpace()) return absl::ResourceExhaustedError(message);
  return absl::InternalError(message);
}

absl::Status RefuseStore(absl::string_view reason, const std::string& directory,
                         absl::string_view en, absl::string_view zh) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, directory, en, zh);
}

absl::Status StoreDamaged(const std::string& directory, absl::string_view what) {
  return Refuse(absl::StatusCode::kDataLoss, "STORE_DAMAGED", directory,
                absl::StrCat("the store is damaged (", what,
                             "); keep the directory as it is and restore from a copy"),
                "数据已损坏，请原样保留数据目录，并从备份恢复");
}

absl::Status OpenError(const rocksdb::Status& status, const std::string& directory) {
  const std::string text = status.ToString();
  if (status.IsCorruption()) return StoreDamaged(directory, text);
  if (absl::StrContains(text, "LOCK") || absl::StrContains(text, "lock ")) {
    return RefuseStore("STORE_BUSY", directory, "another process has the store open",
                       "数据目录正被另一个进程使用");
  }
  return RefuseStore("STORE_UNUSABLE", directory,
                     absl::StrCat("cannot open the store (", text, ")"),
                     "无法打开数据目录，请检查路径、权限和磁盘");
}

}  // namespace mingce::kv
