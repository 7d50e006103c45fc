#include "lib/ledger/store_identity.h"

#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"

namespace mingce::ledger {
namespace {

absl::Status Refuse(absl::string_view reason, absl::string_view en, absl::string_view zh) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition, en,
      {.reason = std::string(reason), .domain = "mingce.ledger", .message_zh = std::string(zh)});
}

// The row at `key`: "<service> <format> <check value of the key>".
absl::Status CheckIdentity(kv::KvStore* store, const std::string& key,
                           const StoreIdentity& expected, const std::string& key_check) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, store->Get(key));
  if (!row.has_value()) {
    bool empty = true;
    const absl::Status scanned = store->Scan("", [&](absl::string_view, absl::string_view) {
      empty = false;
      return false;
    });
    const bool guarded_otherwise = ReasonOf(scanned) == "ROW_ALTERED";
    if (!scanned.ok() && !guarded_otherwise) return scanned;
    if (!empty || guarded_otherwise) {
      return Refuse("STORE_FOREIGN", "the store does not say whose it is; it is not Mingce's",
                    "数据目录没有本系统的标识，不能使用");
    }
    kv::Batch batch;
    batch.Put(key, absl::StrCat(expected.service, " ", expected.format, " ", key_check));
    return store->Commit(batch);
  }
  const std::vector<std::string> parts = absl::StrSplit(*row, ' ');
  std::uint32_t format = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[1], &format)) {
    return absl::DataLossError("the store's identity is not readable");
  }
  if (parts[0] != expected.service) {
    return Refuse(
        "STORE_FOREIGN",
        absl::StrCat("the store belongs to the service ", parts[0], ", not to ", expected.service),
        absl::StrCat("数据目录属于服务 ", parts[0], "，不属于 ", expected.service));
  }
  if (format != expected.format) {
    const bool newer = format > expected.format;
    return Refuse(newer ? "STORE_NEWER" : "STORE_OLDER",
                  absl::StrCat("the store has format ", format, ", this program reads ",
                               expected.format, newer ? "; install the newer program" : ""),
                  absl::StrCat("数据格式为 ", format, "，本程序只支持 ", expected.format,
                               newer ? "，请安装新版程序" : ""));
  }
  if (parts[2] != key_check) {
    return Refuse("KEY_WRONG", "the key file is not the one this store was sealed with",
                  "密钥文件与数据不符，请使用建库时的密钥文件");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<kv::KvStore>> OpenStore(const std::string& directory,
                                                       std::uint8_t meta_table,
                                                       const StoreIdentity& identity,
                                                       const seal::KeyRing* ring) {
  const std::string key = MetaKey(meta_table, "identity");
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<kv::KvStore> store,
      kv::OpenRocks(
          {.directory = directory,
           .row_mac = [ring](absl::string_view row,
                             absl::string_view value) { return ring->RowMac(row, value); },
           .unguarded_key = key}));
  MINGCE_RETURN_IF_ERROR(CheckIdentity(store.get(), key, identity, ring->CheckValue()));
  return store;
}

}  // namespace mingce::ledger
