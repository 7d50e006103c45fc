#include "cli/errors.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/shown_text.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

using Metadata = std::map<std::string, std::string>;

absl::Status Error(absl::StatusCode code, const char* reason, absl::string_view zh,
                   absl::string_view en, Metadata metadata = {}) {
  return MakeError(code, en, {reason, "mingce.cli", std::string(zh), std::move(metadata)});
}

absl::Status WorkbookError(const char* reason, const WorkbookPlace& place, absl::string_view zh,
                           absl::string_view en) {
  std::string where_zh = absl::StrCat("文件“", place.file, "”");
  std::string where_en = absl::StrCat(place.file);
  Metadata metadata = {{"file", place.file}};
  if (!place.sheet.empty()) {
    absl::StrAppend(&where_zh, "的工作表“", Shown(place.sheet), "”");
    absl::StrAppend(&where_en, ", sheet ", Shown(place.sheet));
    metadata["sheet"] = place.sheet;
  }
  return Error(absl::StatusCode::kInvalidArgument, reason, absl::StrCat(where_zh, "：", zh),
               absl::StrCat(where_en, ": ", en), std::move(metadata));
}

// Data that nobody sees on the screen is the likeliest reason for finding none.
std::string HiddenZh(const std::vector<std::string>& hidden) {
  if (hidden.empty()) return "";
  return absl::StrCat("；隐藏的工作表“", ShownList(hidden, "”“"),
                      "”未读取，数据若在其中，请取消隐藏后再导入");
}

std::string HiddenEn(const std::vector<std::string>& hidden) {
  if (hidden.empty()) return "";
  return absl::StrCat("; hidden sheets were not read, unhide them if they hold the data: ",
                      ShownList(hidden, ", "));
}

std::string RowsZh(std::size_t rows) {
  return rows == 0 ? "" : absl::StrCat("而表中有", rows, "行像是数据；");
}

std::string RowsEn(std::size_t rows) {
  return rows == 0 ? "" : absl::StrCat("; ", rows, " rows on it look like data");
}

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kDone;
  if (ReasonOf(status) == "USAGE") return kUsage;
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
      ReasonOf(status) == "QUEUE_FULL") {
    return kUnavailable;
  }
  return kRefused;
}

absl::Status UsageError(absl::string_view zh, absl::string_view en) {
  return Error(absl::StatusCode::kInvalidArgument, "USAGE", zh, en);
}

absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail) {
  return Error(absl::StatusCode::kUnavailable, "SERVICE_UNREACHABLE",
               absl::StrCat("连不上", title_zh, "（", name, "，地址 ", address,
                            "）。请确认该服务已启动、地址正确、证书由同一机构签发且未过期，然后"
                            "重新执行同一命令。底层信息：",
                            detail),
               absl::StrCat("cannot reach the ", name, " service at ", address,
                            "; make sure that it runs, that the address is right and that the "
                            "certificates are of one authority and in date, then run the same "
                            "command again (",
                            detail, ")"),
               {{"service", std::string(name)}, {"address", std::string(address)}});
}

absl::Status ProfileMissing(absl::string_view path) {
  return Error(absl::StatusCode::kNotFound, "PROFILE_MISSING",
               absl::StrCat("没有可读的连接配置文件", path,
                            "；请用 --profile 或环境变量 MINGCE_PROFILE 指定，"
                            "或用 mingcectl pki profile 生成"),
               absl::StrCat("there is no readable profile ", path,
                            "; name one with --profile or MINGCE_PROFILE, or make one with "
                            "'mingcectl pki profile'"),
               {{"path", std::string(path)}});
}

absl::Status ProfileDamaged(absl::string_view path, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "PROFILE_DAMAGED",
               absl::StrCat("连接配置文件", path, "有误：", what),
               absl::StrCat("the profile ", path, " is wrong: ", what),
               {{"path", std::string(path)}});
}

absl::Status InputUnreadable(absl::string_view path) {
  return Error(absl::StatusCode::kNotFound, "INPUT_UNREADABLE",
               absl::StrCat("无法读取文件", path, "，请检查路径和权限"),
               absl::StrCat("cannot read ", path), {{"path", std::string(path)}});
}

absl::Status OutputNotWritten(absl::string_view path) {
  return Error(absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_WRITTEN",
               absl::StrCat("无法写入", path, "，请检查目录、权限和磁盘空间"),
               absl::StrCat("cannot write ", path), {{"path", std::string(path)}});
}

absl::Status OutputExists(absl::string_view path) {
  return Error(absl::StatusCode::kAlreadyExists, "OUTPUT_EXISTS",
               absl::StrCat(path, "已存在且有内容，不会覆盖；请换一个路径，或先自行移走"),
               absl::StrCat(path,
                            " is there already and is not overwritten; choose another path, "
                            "or move it away first"),
               {{"path", std::string(path)}});
}

absl::Status InputDamaged(absl::string_view path, std::size_t line, absl::string_view zh,
                          absl::string_view en) {
  Metadata metadata = {{"path", std::string(path)}};
  const bool standard = path == "-";
  std::string where_zh = standard ? "标准输入" : absl::StrCat("文件", path);
  std::string where_en = standard ? "standard input" : std::string(path);
  if (line > 0) {
    absl::StrAppend(&where_zh, "第", line, "行");
    absl::StrAppend(&where_en, ", line ", line);
    metadata["line"] = absl::StrCat(line);
  }
  return Error(absl::StatusCode::kInvalidArgument, "INPUT_DAMAGED",
               absl::StrCat(where_zh, "：", zh), absl::StrCat(where_en, ": ", en),
               std::move(metadata));
}

absl::Status BadDate(absl::string_view option) {
  return Error(absl::StatusCode::kInvalidArgument, "BAD_DATE",
               absl::StrCat(option, "应为日期，如 2019-11-30"),
               absl::StrCat(option, " must be a date such as 2019-11-30"));
}

absl::Status CampaignRequired() {
  return Error(absl::StatusCode::kInvalidArgument, "CAMPAIGN_REQUIRED",
               "请用 --campaign 指定采集工作（如 taoyuan-2019）：登记系统中没有或不止一个",
               "name the campaign with --campaign: the registry has none or several");
}

absl::Status OrganizationUnknown() {
  return Error(
      absl::StatusCode::kNotFound, "ORGANIZATION_UNKNOWN",
      "没有找到该工会：这里只能填工会编号（organizations/…）或统一社会信用代码，不能填名称；"
      "用 mingcectl org search 名称 可查到编号和代码",
      "no such organisation: give organizations/… or a credit code, not what it is called; "
      "'mingcectl org search' finds both");
}

absl::Status OrganizationHasMembers(std::size_t count, bool more) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "ORGANIZATION_HAS_MEMBERS",
      absl::StrCat(
          "该工会还有", count, "名", more ? "以上" : "",
          "会员，未撤销：撤销后不能恢复，目前也没有转移会籍的命令，这些会员将无法再更新或转出，"
          "查询待遇时一律为“不能享受”。确需撤销，请加 --with-members"),
      absl::StrCat("the union still has ", count, more ? " or more" : "",
                   " members and was not closed: closing cannot be undone and there is no command "
                   "that transfers members yet, so these could be neither updated nor moved and "
                   "would be eligible for nothing; give --with-members to close it all the same"),
      {{"members", absl::StrCat(count)}});
}

absl::Status NoRows(const WorkbookPlace& place, const std::vector<std::string>& hidden) {
  return WorkbookError(
      "NO_ROWS", place, absl::StrCat("没有数据行，表头下面至少应有一行数据", HiddenZh(hidden)),
      absl::StrCat("there are no rows of data below the header", HiddenEn(hidden)));
}

absl::Status HeaderNotFound(const WorkbookPlace& place, absl::string_view some, std::size_t rows,
                            const std::vector<std::string>& hidden) {
  return WorkbookError(
      "HEADER_NOT_FOUND", place,
      absl::StrCat("前10行中没有找到表头（至少应有“", some, "”等列中的三列），", RowsZh(rows),
                   "请使用模板导入", HiddenZh(hidden)),
      absl::StrCat("no header within the first 10 rows: at least three columns such as ", some,
                   " are needed", RowsEn(rows), HiddenEn(hidden)));
}

absl::Status ColumnMissing(const WorkbookPlace& place, std::uint32_t header_row,
                           const std::vector<std::string>& labels, std::size_t rows) {
  return WorkbookError(
      "COLUMN_MISSING", place,
      absl::StrCat("第", header_row, "行的表头缺少必填列“", absl::StrJoin(labels, "”“"), "”，",
                   RowsZh(rows), "请补上这些列再导入"),
      absl::StrCat("the header in row ", header_row, " lacks the required columns ",
                   absl::StrJoin(labels, ", "), RowsEn(rows)));
}

absl::Status RowsAboveHeader(const WorkbookPlace& place, std::uint32_t header_row,
                             std::uint32_t row) {
  return WorkbookError(
      "ROWS_ABOVE_HEADER", place,
      absl::StrCat("表头在第", header_row, "行，但它上面的第", row,
                   "行像是数据或另一个表头，这样的行不会被读取；请把表头放到所有数据的上面，"
                   "每张工作表只放一张表，再导入"),
      absl::StrCat("the header is row ", header_row, ", but row ", row,
                   " above it looks like data or like another header and would not be read; put "
                   "the header above all rows, one table a sheet"));
}

absl::Status ColumnTwice(const WorkbookPlace& place, absl::string_view first,
                         absl::string_view second, absl::string_view label) {
  return WorkbookError(
      "COLUMN_TWICE", place,
      absl::StrCat("单元格", first, "和", second, "的表头都表示“", label, "”，请只保留一列"),
      absl::StrCat("the headers in ", first, " and ", second, " both mean ", label,
                   "; keep one of them"));
}

absl::Status MergedCells(const WorkbookPlace& place, absl::string_view range) {
  return WorkbookError(
      "MERGED_CELLS", place,
      absl::StrCat("含有合并单元格", range, "，不符合导入模板规则，请取消合并并逐格填写"),
      absl::StrCat("the cells ", range, " are merged; unmerge them and fill in each"));
}

absl::Status WrongTemplate(const WorkbookPlace& place, absl::string_view found,
                           absl::string_view wanted, absl::string_view remedy_zh,
                           absl::string_view remedy_en) {
  return WorkbookError(
      "WRONG_TEMPLATE", place,
      absl::StrCat("这是“", Shown(found), "”的模板，本次导入需要“", wanted, "”的模板；", remedy_zh),
      absl::StrCat("this is the template of ", Shown(found), ", and ", wanted, " is needed here; ",
                   remedy_en));
}

absl::Status AnswerIncomplete(absl::string_view file, std::uint64_t sent, std::uint64_t answered) {
  return Error(absl::StatusCode::kInternal, "ANSWER_INCOMPLETE",
               absl::StrCat("内部错误：文件“", file, "”发送了", sent, "行，只有", answered,
                            "行有结果；请保留文件并联系维护人员"),
               absl::StrCat("internal error: of ", file, ", ", sent, " rows were sent and ",
                            answered, " answered"));
}

absl::Status ResultEdited(absl::string_view file, absl::string_view original) {
  return Error(absl::StatusCode::kInvalidArgument, "RESULT_EDITED",
               absl::StrCat("文件“", file, "”是结果文件，并且已经修改过；本次同时给出了原文件“",
                            original, "”，两者的先后无法确定，故“", file,
                            "”未导入。请单独导入它：mingcectl import … ", file),
               absl::StrCat(file, " is a result that was put right, and its original ", original,
                            " is given too; which is the newer is not known, so ", file,
                            " was not imported: import it alone"),
               {{"file", std::string(file)}, {"original", std::string(original)}});
}

absl::Status NotStarted(absl::string_view file) {
  return Error(absl::StatusCode::kAborted, "NOT_STARTED",
               absl::StrCat("文件“", file, "”尚未开始导入：此前服务中断，本次导入到此为止"),
               absl::StrCat(file, " was not started: a service was lost before its turn"),
               {{"file", std::string(file)}});
}

}  // namespace mingce::cli
