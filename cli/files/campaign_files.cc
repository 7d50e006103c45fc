#include "cli/files/campaign_files.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/text/utf8.h"

namespace mingce::cli {
namespace {

constexpr char kQuotaHeader[] = "section\tseq\tunit\tquota\tkind";

absl::StatusOr<QuotaRow> ParseQuota(const std::string& path, std::size_t line,
                                    absl::string_view text) {
  const std::vector<std::string> cells = absl::StrSplit(text, '\t');
  QuotaRow row;
  if (cells.size() != 5) {
    return InputDamaged(path, line,
                        {"应为制表符分隔的五列：部分、序号、单位、目标任务数、工会类型",
                         "must have five columns: section, seq, unit, quota, kind"});
  }
  if (!absl::SimpleAtoi(cells[1], &row.seq) || row.seq < 1) {
    return InputDamaged(path, line, {"序号应为正整数", "seq must be a whole number above 0"});
  }
  if (cells[2].empty()) return InputDamaged(path, line, {"单位不能为空", "the unit is empty"});
  if (!absl::SimpleAtoi(cells[3], &row.quota) || row.quota < 1) {
    return InputDamaged(path, line,
                        {"目标任务数应为正整数", "quota must be a whole number above 0"});
  }
  if (cells[0] != "county" && cells[0] != "township") {
    return InputDamaged(path, line,
                        {"第一列应为 county（县直）或 township（乡镇、街道）",
                         "the section must be county or township"});
  }
  row.section = cells[0];
  row.unit = cells[2];
  row.kind = cells[4];
  return row;
}

absl::StatusOr<std::vector<std::string>> FilesIn(const std::string& dir,
                                                 absl::string_view extension) {
  std::error_code failure;
  std::vector<std::string> paths;
  for (std::filesystem::directory_iterator entry(dir, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->path().extension().string() == extension) paths.push_back(entry->path().string());
  }
  if (failure || paths.empty()) return InputUnreadable(absl::StrCat(dir, "/*", extension));
  std::sort(paths.begin(), paths.end());
  return paths;
}

// "codeLists/sex-1" → "sex". INPUT_DAMAGED.
absl::StatusOr<std::string> StemOf(const std::string& dir, const std::string& name) {
  const std::optional<std::string> id = IdInName(name, kCodeLists);
  const std::size_t dash = id.has_value() ? id->rfind('-') : std::string::npos;
  if (dash == std::string::npos || dash == 0) {
    return InputDamaged(
        absl::StrCat(dir, "/campaign.json"), 0,
        Fill("“$0”应为 codeLists/名称-版本", "$0 must be codeLists/<name>-<version>", name));
  }
  return id->substr(0, dash);
}

// `stem` is what the format's own rules go by ("sex", "ethnicity").
absl::StatusOr<gb::CodeList> ReadCodeList(const std::string& path, absl::string_view stem,
                                          absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  const absl::StatusOr<gb::CodeList> parsed = gb::ParseCodeListTsv(stem, text);
  if (parsed.ok()) {
    return gb::CodeList(*IdInName(name, kCodeLists), parsed->entries());
  }
  const std::string why(parsed.status().message());
  return InputDamaged(path, 0, Fill("代码表有误：$0", "the code list is wrong: $0", why));
}

// The object json[key], whose values are all text. INPUT_DAMAGED.
absl::StatusOr<std::map<std::string, std::string>> TextsIn(const nlohmann::json& json,
                                                           const std::string& key,
                                                           const std::string& path) {
  const absl::Status damaged = InputDamaged(
      path, 0, Fill("$0应为JSON对象，其中各值为文字", "$0 must be a JSON object of strings", key));
  if (!json.contains(key) || !json[key].is_object()) return damaged;
  std::map<std::string, std::string> texts;
  for (const auto& [name, value] : json[key].items()) {
    if (!value.is_string()) return damaged;
    texts[name] = value.get<std::string>();
  }
  return texts;
}

}  // namespace

absl::StatusOr<std::vector<QuotaRow>> ReadQuotas(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  if (!text::IsUtf8(text)) return InputDamaged(path, 0, {"应为UTF-8编码", "must be UTF-8"});
  std::vector<QuotaRow> rows;
  std::set<std::pair<std::string, int>> places;
  std::set<std::string> units;
  std::size_t number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    absl::ConsumeSuffix(&line, "\r");
    if (number == 1) {
      if (line == kQuotaHeader) continue;
      return InputDamaged(path, 1, Fill("表头应为：$0", "the header must be: $0", kQuotaHeader));
    }
    if (line.empty()) continue;
    MINGCE_ASSIGN_OR_RETURN(QuotaRow row, ParseQuota(path, number, line));
    if (!places.emplace(row.section, row.seq).second || !units.insert(row.unit).second) {
      return InputDamaged(path, number, {"序号或单位重复", "the number or the unit is repeated"});
    }
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return InputDamaged(path, 0, {"没有数据行", "there are no rows"});
  return rows;
}

absl::Status ParseJsonMessage(absl::string_view json, const std::string& path,
                              google::protobuf::Message* message) {
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message);
  if (parsed.ok()) return absl::OkStatus();
  const std::string why(parsed.message().data(), parsed.message().size());
  return InputDamaged(path, 0, Fill("JSON内容有误：$0", "the JSON is wrong: $0", why));
}

absl::StatusOr<CampaignFile> ReadCampaignFile(const std::string& dir) {
  const std::string path = absl::StrCat(dir, "/campaign.json");
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("campaign")) {
    return InputDamaged(path, 0,
                        {"应为含 campaign、county 和 codeLists 的JSON对象",
                         "must be a JSON object with campaign, county and codeLists"});
  }
  CampaignFile file;
  MINGCE_RETURN_IF_ERROR(ParseJsonMessage(json["campaign"].dump(), path, &file.campaign));
  MINGCE_ASSIGN_OR_RETURN(file.county, TextsIn(json, "county", path));
  MINGCE_ASSIGN_OR_RETURN(file.code_lists, TextsIn(json, "codeLists", path));
  return file;
}

absl::StatusOr<std::vector<CodeListFile>> ReadCodeLists(const std::string& dir,
                                                        const CampaignFile& file) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<std::string> paths,
                          FilesIn(absl::StrCat(dir, "/codes"), ".tsv"));
  std::set<std::string> unnamed(paths.begin(), paths.end());
  std::vector<CodeListFile> lists;
  for (const auto& [name, title] : file.code_lists) {
    MINGCE_ASSIGN_OR_RETURN(const std::string stem, StemOf(dir, name));
    const std::string path = absl::StrCat(dir, "/codes/", stem, ".tsv");
    unnamed.erase(path);
    MINGCE_ASSIGN_OR_RETURN(gb::CodeList list, ReadCodeList(path, stem, name));
    lists.push_back({title, std::move(list)});
  }
  if (unnamed.empty()) return lists;
  return InputDamaged(*unnamed.begin(), 0,
                      {"campaign.json 的 codeLists 中没有这个代码表",
                       "codeLists of campaign.json does not name this list"});
}

absl::StatusOr<std::vector<type::Form>> ReadForms(const std::string& dir) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<std::string> paths,
                          FilesIn(absl::StrCat(dir, "/forms"), ".json"));
  std::vector<type::Form> forms;
  for (const std::string& path : paths) {
    MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
    type::Form form;
    MINGCE_RETURN_IF_ERROR(ParseJsonMessage(text, path, &form));
    forms.push_back(std::move(form));
  }
  return forms;
}

absl::StatusOr<CampaignForms> ReadCampaignForms(const std::string& dir) {
  MINGCE_ASSIGN_OR_RETURN(const CampaignFile file, ReadCampaignFile(dir));
  CampaignForms out;
  out.campaign = file.campaign;
  out.county = file.county;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<type::Form> forms, ReadForms(dir));
  for (const type::Form& form : forms) {
    if (form.name() == file.campaign.organization_form()) {
      MINGCE_ASSIGN_OR_RETURN(out.organization, form::FormFromProto(form));
    }
    if (form.name() == file.campaign.member_form()) {
      MINGCE_ASSIGN_OR_RETURN(out.member, form::FormFromProto(form));
    }
  }
  if (out.organization.fields.empty() || out.member.fields.empty()) {
    return InputDamaged(
        absl::StrCat(dir, "/campaign.json"), 0,
        {"所指的表单不在 forms 目录中", "the forms it names are not in the folder forms"});
  }
  MINGCE_ASSIGN_OR_RETURN(std::vector<CodeListFile> lists, ReadCodeLists(dir, file));
  for (CodeListFile& list : lists) {
    const std::string id = list.list.id();
    out.lists.emplace(id, std::move(list.list));
  }
  return out;
}

}  // namespace mingce::cli
