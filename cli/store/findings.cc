#include "cli/store/findings.h"

#include "absl/strings/str_cat.h"

namespace mingce::cli::store {

void Findings::Add(Finding finding) {
  ++count_;
  if (first_.size() < most_) first_.push_back(std::move(finding));
}

void Findings::AddUncounted(std::uint64_t at_least) {
  if (at_least == 0) return;
  count_ += at_least;
  is_exact_ = false;
}

Finding UnknownTable(absl::string_view key) {
  const auto number = key.empty() ? 0 : static_cast<unsigned char>(key.front());
  return {.reason = "TABLE_UNKNOWN",
          .table = absl::StrCat("0x", absl::Hex(number, absl::kZeroPad2)),
          .key = std::string(key),
          .right = {"该服务的数据中没有这个表", "a store of this service has no such table"}};
}

Finding UnknownRow(std::string table, absl::string_view key) {
  return {.reason = "ROW_UNKNOWN",
          .table = std::move(table),
          .key = std::string(key),
          .right = {"该表中没有这样的键", "no row of this table has such a key"}};
}

Finding UnreadableRow(std::string table, absl::string_view key) {
  return {.reason = "ROW_UNREADABLE",
          .table = std::move(table),
          .key = std::string(key),
          .right = {"该行的内容应能按其表的格式读出", "the row reads as its table's rows do"}};
}

Finding MisplacedRow(std::string table, absl::string_view key) {
  return {
      .reason = "ROW_MISPLACED",
      .table = std::move(table),
      .key = std::string(key),
      .right = {"该行应在其内容所说的键之下", "the row stands under the key that its value says"}};
}

}  // namespace mingce::cli::store
