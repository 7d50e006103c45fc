#include "services/registry/app/campaign_folder_for_test.h"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/form/form_proto.h"

namespace mingce::registry {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

type::Form FormFromFile(const std::string& file, const std::string& folder) {
  type::Form form;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      ReadFile(absl::StrCat(folder, "/forms/", file)), &form);
  EXPECT_TRUE(parsed.ok()) << parsed.ToString();
  return form;
}

type::CodeList CodeListFromFile(const std::string& stem, const std::string& folder) {
  type::CodeList list = form::CodeListToProto(
      gb::ParseCodeListTsv(stem, ReadFile(absl::StrCat(folder, "/codes/", stem, ".tsv"))).value(),
      stem);
  list.set_name(absl::StrCat("codeLists/", stem, "-1"));
  return list;
}

std::vector<QuotaRow> QuotaRowsFromFile(const std::string& folder) {
  std::vector<QuotaRow> rows;
  const std::string text = ReadFile(absl::StrCat(folder, "/quotas.tsv"));
  bool header = true;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    if (std::exchange(header, false)) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    QuotaRow& row = rows.emplace_back();
    row.section = cells[0];
    EXPECT_TRUE(absl::SimpleAtoi(cells[1], &row.seq));
    row.title = cells[2];
    EXPECT_TRUE(absl::SimpleAtoi(cells[3], &row.target));
    row.union_kind = cells[4];
  }
  return rows;
}

}  // namespace mingce::registry
