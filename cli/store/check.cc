#include "cli/store/check.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/show/errors.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/members_tables.h"
#include "cli/store/registry_tables.h"
#include "cli/store/reporting_tables.h"
#include "lib/base/status_macros.h"

namespace mingce::cli::store {
namespace {

struct Service {
  const char* name;
  int format;
  std::unique_ptr<Tables> (*tables)(const Look& look);
};
constexpr Service kServices[] = {{"registry", kRegistryFormat, RegistryTables},
                                 {"members", kMembersFormat, MembersTables},
                                 {"reporting", kReportingFormat, ReportingTables}};

// Whose store it is, by its row "<service> <format> <key check>"; nullptr where it holds no row at
// all.
absl::StatusOr<const Service*> ServiceOf(const StoppedStore& store, const std::string& directory) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, store.Get(MetaKey("identity")));
  if (!row.has_value()) {
    bool is_empty = true;
    MINGCE_RETURN_IF_ERROR(
        store.Visit([&](absl::string_view, absl::string_view) { is_empty = false; }));
    if (is_empty) return nullptr;
    return StoreForeign(directory);
  }
  const std::vector<std::string> words = absl::StrSplit(*row, ' ');
  int format = 0;
  if (words.size() != 3 || !absl::SimpleAtoi(words[1], &format)) return StoreForeign(directory);
  for (const Service& service : kServices) {
    if (words[0] != service.name) continue;
    if (format == service.format) return &service;
    return StoreOfOtherFormat(directory, format, service.format);
  }
  return StoreForeign(directory);
}

// Those of `held` that are of the service; null without any to compare with.
absl::StatusOr<const HeldHeads*> HeadsOf(const Service* service, const std::string& directory,
                                         const HeadLines* held) {
  if (held == nullptr) return nullptr;
  if (service == nullptr) return StoreForeign(directory);
  const auto found = held->of.find(service->name);
  if (found == held->of.end()) return NoHeads(service->name);
  return &found->second;
}

// What its files say of how far it had come.
absl::Status CheckFiles(const StoppedStore& store, const std::string& directory,
                        Findings* findings) {
  const HighWaterMark mark = ReadHighWaterMark(directory);
  if (mark.is_there && !mark.changes.has_value()) {
    findings->Add({.reason = "HIGH_WATER_UNREADABLE",
                   .table = "",
                   .key = "",
                   .right = {"文件 HIGH_WATER 应为两行相同的 committed 数字",
                             "the file HIGH_WATER holds two equal lines, committed and a number"}});
  }
  if (mark.changes.value_or(0) > store.changes()) {
    findings->Add({.reason = "BEHIND_HIGH_WATER",
                   .table = "",
                   .key = "",
                   .subject = absl::StrCat(store.changes()),
                   .right = Fill("库中至少应有 $0 次提交的更改；有文件缺失、截断或被换成旧的",
                                 "it holds $0 committed changes at least; files are gone, cut off "
                                 "or older ones were put back",
                                 *mark.changes)});
  }
  MINGCE_ASSIGN_OR_RETURN(const std::uint64_t readable, store.ChangesBehindGaps());
  if (readable > store.changes()) {
    findings->Add({.reason = "LOG_BROKEN",
                   .table = "",
                   .key = "",
                   .subject = absl::StrCat(store.changes()),
                   .right = Fill("日志应能连续读到第 $0 次更改",
                                 "its log reads without a gap to change $0", readable)});
  }
  return absl::OkStatus();
}

// Tells `tables` of every row.
absl::Status Read(const StoppedStore& store, Tables* tables, Findings* findings, Totals* totals) {
  std::uint64_t rows = 0;
  MINGCE_RETURN_IF_ERROR(store.Visit([&](absl::string_view key, absl::string_view value) {
    ++rows;
    const bool has_table =
        !key.empty() && tables->Row(static_cast<std::uint8_t>(key.front()), key, value);
    if (!has_table) findings->Add(UnknownTable(key));
  }));
  MINGCE_RETURN_IF_ERROR(tables->End());
  *totals = tables->totals();
  totals->rows = rows;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Report> CheckStore(const std::string& directory, std::size_t most,
                                  const HeadLines* held) {
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<StoppedStore> store,
                          StoppedStore::Open(directory, MetaKey("identity")));
  MINGCE_ASSIGN_OR_RETURN(const Service* service, ServiceOf(*store, directory));
  MINGCE_ASSIGN_OR_RETURN(const HeldHeads* heads, HeadsOf(service, directory, held));
  Report report{.findings = Findings(most)};
  MINGCE_RETURN_IF_ERROR(CheckFiles(*store, directory, &report.findings));
  if (service == nullptr) return report;
  report.service = service->name;
  report.format = service->format;
  if (heads != nullptr) report.heads = heads->events.size() + heads->audit.size();
  Matching matching;
  const auto read = [&](Findings* findings) {
    const std::unique_ptr<Tables> tables = service->tables(
        {.store = store.get(), .findings = findings, .matching = &matching, .heads = heads});
    return Read(*store, tables.get(), findings, &report.totals);
  };
  MINGCE_RETURN_IF_ERROR(read(&report.findings));
  if (matching.Agrees()) return report;
  matching.BeginNaming();
  Findings told_before(0);
  MINGCE_RETURN_IF_ERROR(read(&told_before));
  matching.Name(&report.findings);
  return report;
}

}  // namespace mingce::cli::store
