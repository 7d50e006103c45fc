#include "lib/sheet/errors.h"

#include <cerrno>
#include <cstring>
#include <map>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/text/shown.h"

namespace mingce::sheet {
namespace {

using Metadata = std::map<std::string, std::string>;

absl::Status Make(absl::StatusCode code, absl::string_view reason, absl::string_view english,
                  absl::string_view chinese, const Metadata& metadata) {
  ErrorInfo info;
  info.reason = std::string(reason);
  info.domain = kErrorDomain;
  info.message_zh = std::string(chinese);
  info.metadata = metadata;
  return MakeError(code, english, info);
}

// The place in both languages: "工作簿「a.xlsx」的工作表「会员」", "workbook 'a.xlsx', sheet
// '会员'".
struct Where {
  explicit Where(const Place& place) {
    const std::string file = text::Shown(place.file, text::kShownFileLimit);
    const std::string sheet = text::Shown(place.sheet);
    const std::string part = text::Shown(place.part, text::kShownFileLimit);
    chinese = absl::StrCat("工作簿「", file, "」");
    english = absl::StrCat("workbook '", file, "'");
    metadata["file"] = file;
    if (!sheet.empty()) {
      absl::StrAppend(&chinese, "的工作表「", sheet, "」");
      absl::StrAppend(&english, ", sheet '", sheet, "'");
      metadata["sheet"] = sheet;
    }
    if (!part.empty()) metadata["part"] = part;
  }

  std::string chinese;
  std::string english;
  Metadata metadata;
};

struct NotWorkbookText {
  const char* name;
  const char* chinese;
  const char* english;
};

NotWorkbookText TextOf(NotWorkbook found) {
  switch (found) {
    case NotWorkbook::kText:
      return {"text", "是文本或 CSV 文件，不是工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx 后再用",
              "is a text or CSV file, not a workbook; open it and save it as .xlsx"};
    case NotWorkbook::kHtml:
      return {"html", "其实是网页文件，只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx 后再用",
              "is a web page under another extension; open it and save it as .xlsx"};
    case NotWorkbook::kXml:
      return {"xml", "其实是 XML 文件，只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx 后再用",
              "is an XML file under another extension; open it and save it as .xlsx"};
    case NotWorkbook::kOtherZip:
      return {"other_zip",
              "不是 .xlsx 工作簿（可能是压缩包、Word 文档或 .ods 表格）。请选择 .xlsx 文件，"
              "或在 Excel、WPS 中另存为 .xlsx",
              "is another kind of zip (an archive, a document, an .ods sheet); save it as .xlsx"};
    case NotWorkbook::kXlsb:
      return {"xlsb", "是二进制工作簿（.xlsb）。请在 Excel 或 WPS 中另存为 .xlsx",
              "is a binary workbook (.xlsb); save it as .xlsx"};
    case NotWorkbook::kOtherOle:
      return {"other_ole", "是旧版 Office 文件，但不是工作簿。请选择 .xlsx 文件",
              "is an old Office file but no workbook; choose an .xlsx file"};
    case NotWorkbook::kUnknown:
      break;
  }
  return {"unknown", "不是工作簿。请选择 .xlsx 文件", "is not a workbook; choose an .xlsx file"};
}

absl::Status AboutFile(absl::StatusCode code, absl::string_view reason, absl::string_view file,
                       absl::string_view english, absl::string_view chinese,
                       Metadata metadata = {}) {
  const std::string name = text::Shown(file, text::kShownFileLimit);
  metadata["file"] = name;
  return Make(code, reason, absl::StrCat("file '", name, "' ", english),
              absl::StrCat("文件「", name, "」", chinese), metadata);
}

}  // namespace

std::string BaseName(absl::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash != absl::string_view::npos && slash + 1 < path.size()) path.remove_prefix(slash + 1);
  return std::string(path);
}

absl::Status FileNotFound(absl::string_view file) {
  return AboutFile(absl::StatusCode::kNotFound, "FILE_NOT_FOUND", file,
                   "does not exist; check the name and the folder",
                   "不存在。请核对文件名和所在文件夹");
}

absl::Status FileNotReadable(absl::string_view file, int errno_value) {
  return AboutFile(
      absl::StatusCode::kPermissionDenied, "FILE_NOT_READABLE", file,
      absl::StrCat("cannot be read (", std::strerror(errno_value), "); check its permissions"),
      "无法读取。请检查权限，并先关闭正在使用它的程序");
}

absl::Status FileNotRegular(absl::string_view file) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "FILE_NOT_REGULAR", file,
                   "is a folder, a pipe or a device, not a file; choose an .xlsx file",
                   "是文件夹、管道或设备，不是文件。请选择 .xlsx 文件");
}

absl::Status FileEmpty(absl::string_view file) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "FILE_EMPTY", file,
                   "is empty (0 bytes); get it again", "是空文件（0 字节）。请重新获取或重新保存");
}

absl::Status FileTooLarge(absl::string_view file, std::uint64_t limit) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE", file,
                   absl::StrCat("is larger than ", limit, " bytes; remove pictures or split it"),
                   absl::StrCat("超过 ", limit >> 20, " MB（", limit,
                                " 字节）的上限。请删除图片等无关内容，或拆成几个文件"),
                   {{"limit", "file_bytes"}, {"max", absl::StrCat(limit)}});
}

absl::Status NotAWorkbook(absl::string_view file, NotWorkbook found) {
  const NotWorkbookText text = TextOf(found);
  return AboutFile(absl::StatusCode::kInvalidArgument, "NOT_A_WORKBOOK", file, text.english,
                   text.chinese, {{"found", text.name}});
}

absl::Status OldXlsFormat(absl::string_view file) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "OLD_XLS_FORMAT", file,
                   "is an old .xls workbook; save it as .xlsx in Excel or WPS",
                   "是旧版 .xls 格式。请在 Excel 或 WPS 中另存为 .xlsx");
}

absl::Status EncryptedWorkbook(absl::string_view file) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "ENCRYPTED_WORKBOOK", file,
                   "is protected by a password; save a copy without the password",
                   "设有打开密码。请在 Excel 或 WPS 中取消密码后另存为 .xlsx");
}

absl::Status NoSheets(absl::string_view file) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "NO_SHEETS", file,
                   "has no sheet with cells; use the template",
                   "没有任何工作表。请使用下发的模板填写");
}

absl::Status DamagedWorkbook(const Place& place, absl::string_view detail) {
  Where where(place);
  where.metadata["detail"] = std::string(detail);
  return Make(
      absl::StatusCode::kInvalidArgument, "DAMAGED_WORKBOOK",
      absl::StrCat(where.english, " is damaged (", detail,
                   "); get it again, or open it and save it anew as .xlsx"),
      absl::StrCat(where.chinese,
                   "已损坏或不完整。请重新获取文件，或用 Excel、WPS 打开后重新另存为 .xlsx"),
      where.metadata);
}

absl::Status WorkbookBomb(const Place& place, absl::string_view limit) {
  Where where(place);
  where.metadata["limit"] = std::string(limit);
  return Make(
      absl::StatusCode::kInvalidArgument, "WORKBOOK_BOMB",
      absl::StrCat(where.english, " unpacks to more than is safe to read (", limit,
                   "); copy the cells into a new workbook"),
      absl::StrCat(where.chinese, "展开后过大，已拒绝读取。请新建工作簿，只粘贴需要的内容后再用"),
      where.metadata);
}

absl::Status XmlForbidden(const Place& place) {
  const Where where(place);
  return Make(absl::StatusCode::kInvalidArgument, "XML_FORBIDDEN",
              absl::StrCat(where.english,
                           " declares a document type, which no workbook needs and is not safe; "
                           "open it and save it anew as .xlsx"),
              absl::StrCat(where.chinese,
                           "含有不安全的声明（DTD 或实体），已拒绝读取。请用 Excel 或 WPS "
                           "打开后重新另存为 .xlsx"),
              where.metadata);
}

absl::Status SheetTooLarge(const Place& place, SheetLimit which, std::uint64_t limit,
                           absl::string_view cell) {
  Where where(place);
  where.metadata["max"] = absl::StrCat(limit);
  where.metadata["cell"] = std::string(cell);
  const char* name = "";
  std::string chinese;
  std::string english;
  switch (which) {
    case SheetLimit::kRows:
      name = "rows";
      chinese = absl::StrCat("超过 ", limit, " 行（", cell, " 仍有内容）。请拆成几个文件");
      english = absl::StrCat("has more than ", limit, " rows; split it");
      break;
    case SheetLimit::kColumns:
      name = "columns";
      chinese = absl::StrCat("超过 ", limit, " 列（", cell, " 仍有内容）。请删除多余的列");
      english = absl::StrCat("has more than ", limit, " columns; delete the surplus");
      break;
    case SheetLimit::kCellBytes:
      name = "cell_bytes";
      chinese = absl::StrCat("的单元格 ", cell, " 文字过长（超过 ", limit, " 字节）。请缩短");
      english = absl::StrCat("has a text of more than ", limit, " bytes; shorten it");
      break;
    case SheetLimit::kMergedRanges:
      name = "merged_ranges";
      chinese = absl::StrCat("的合并单元格超过 ", limit, " 处。请取消合并");
      english = absl::StrCat("has more than ", limit, " merged ranges; unmerge them");
      break;
  }
  where.metadata["limit"] = name;
  return Make(absl::StatusCode::kInvalidArgument, "SHEET_TOO_LARGE",
              absl::StrCat(where.english, " ", english, " (at ", cell, ")"),
              absl::StrCat(where.chinese, chinese), where.metadata);
}

absl::Status FileNotWritten(absl::string_view file, absl::string_view detail) {
  return AboutFile(absl::StatusCode::kFailedPrecondition, "FILE_NOT_WRITTEN", file,
                   absl::StrCat("could not be written (", detail,
                                "); check the folder, its permissions and the free space"),
                   "无法写入。请检查文件夹是否存在、是否有权限、磁盘是否已满",
                   {{"detail", std::string(detail)}});
}

absl::Status FileNotWritten(absl::string_view file, const FileFailure& failure) {
  return FileNotWritten(file, absl::StrCat(failure.step, ": ", std::strerror(failure.error)));
}

absl::Status TextTooLong(absl::string_view file, absl::string_view where) {
  return AboutFile(absl::StatusCode::kInvalidArgument, "TEXT_TOO_LONG", file,
                   absl::StrCat("cannot hold a text this long at ", where, "; shorten it"),
                   absl::StrCat("的 ", where, " 文字过长，工作簿放不下。请缩短"),
                   {{"where", std::string(where)}});
}

absl::Status SheetMisuse(absl::string_view file, absl::string_view detail) {
  return AboutFile(absl::StatusCode::kInternal, "SHEET_MISUSE", file,
                   absl::StrCat("was written in a wrong way: ", detail),
                   "写入方式有误，这是程序的错误，请联系技术人员",
                   {{"detail", std::string(detail)}});
}

}  // namespace mingce::sheet
