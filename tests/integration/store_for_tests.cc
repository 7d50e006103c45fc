#include "tests/integration/store_for_tests.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "tests/integration/tool.h"

namespace mingce::tests {
namespace {

namespace fs = std::filesystem;

// Rows end with a MAC, all but the one that says whose store it is.
constexpr std::size_t kMacBytes = 16;
const std::string kIdentity("\x01identity\0\x01", 11);

std::string ValueIn(const std::string& key, const std::string& stored) {
  return key == kIdentity ? stored : stored.substr(0, stored.size() - kMacBytes);
}

void Must(const rocksdb::Status& status) {
  if (!status.ok()) FAIL() << status.ToString();
}

}  // namespace

StoreVerdict CheckStore(const std::string& directory, const std::vector<std::string>& heads) {
  std::vector<std::string> arguments = {"store", "check", "--most", "500", directory};
  for (const std::string& file : heads) arguments.insert(arguments.end(), {"--heads", file});
  const ToolRun run = RunTool(std::move(arguments));
  StoreVerdict verdict;
  verdict.exit_status = run.exit_status;
  verdict.said = run.said;
  verdict.refusal = run.refusal;
  const nlohmann::json& document = run.document;
  if (document.is_null()) return verdict;
  verdict.whole = document["whole"].get<bool>();
  for (const auto& finding : document["findings"]) {
    verdict.findings.insert(absl::StrCat(finding["reason"].get<std::string>(), " ",
                                         finding["table"].get<std::string>()));
  }
  for (const char* total :
       {"rows", "events", "audit_entries", "members", "organizations", "heads"}) {
    verdict.totals[total] = document[total].get<std::int64_t>();
  }
  return verdict;
}

StoreCopy::StoreCopy(const std::string& directory)
    : directory_(absl::StrCat(directory, ".copy-", NewOpaqueId())) {
  fs::copy(directory, directory_, fs::copy_options::recursive);
}

StoreCopy::~StoreCopy() {
  Close();
  fs::remove_all(directory_);
}

rocksdb::DB& StoreCopy::db() {
  if (db_ == nullptr) {
    rocksdb::DB* raw = nullptr;
    Must(rocksdb::DB::Open(rocksdb::Options(), directory_, &raw));
    db_.reset(raw);
  }
  return *db_;
}

std::map<std::string, std::string> StoreCopy::Table(std::uint8_t table) {
  std::map<std::string, std::string> rows;
  const std::unique_ptr<rocksdb::Iterator> row(db().NewIterator(rocksdb::ReadOptions()));
  const std::string first(1, static_cast<char>(table));
  for (row->Seek(first); row->Valid() && row->key().starts_with(first); row->Next()) {
    rows.emplace(row->key().ToString(), ValueIn(row->key().ToString(), row->value().ToString()));
  }
  return rows;
}

std::string StoreCopy::Get(const std::string& key) {
  std::string value;
  Must(db().Get(rocksdb::ReadOptions(), key, &value));
  return ValueIn(key, value);
}

void StoreCopy::Put(const std::string& key, const std::string& value) {
  const std::string mac = key == kIdentity ? "" : std::string(kMacBytes, 'm');
  Must(db().Put(rocksdb::WriteOptions(), key, value + mac));
}

void StoreCopy::Delete(const std::string& key) { Must(db().Delete(rocksdb::WriteOptions(), key)); }

}  // namespace mingce::tests
