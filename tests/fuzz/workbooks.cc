#include "absl/strings/str_cat.h"
#include "lib/gb/code_list.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/number_value.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/sheet/xml_text.h"
#include "lib/text/utf8.h"
#include "tests/fuzz/targets.h"

namespace mingce::fuzz {
namespace {

constexpr char kCells[] =
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43784.5</v></c>"
    "<c r=\"C1\" t=\"inlineStr\"><is><t>张三</t></is></c><c r=\"D1\" t=\"b\"><v>1</v></c></row>"
    "<row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"str\"><f>A1</f><v>x_x000D_y</v></c></row>";
constexpr char kStrings[] = "<si><t>姓名</t></si><si><r><t>证件</t></r><r><t>号码</t></r></si>";

const std::vector<std::string>& PartNames() {
  static const auto* const names = [] {
    auto* all = new std::vector<std::string>;
    for (const auto& [name, text] : sheet::WorkbookParts(kCells, kStrings)) all->push_back(name);
    return all;
  }();
  return *names;
}

// The first byte says which part of a sound workbook the rest takes the place of.
std::string Parts(absl::string_view bytes) {
  if (bytes.empty()) return "";
  sheet::Parts parts = sheet::WorkbookParts(kCells, kStrings);
  const std::size_t part = static_cast<unsigned char>(bytes[0]) % PartNames().size();
  parts[PartNames()[part]] = std::string(bytes.substr(1));
  const auto read = sheet::ReadSheet(sheet::ZipParts("fuzz.xlsx", parts));
  if (!read.ok()) return "";
  std::uint32_t last = 0;
  for (const sheet::Row& row : read->rows) {
    if (row.number <= last) return "rows out of order";
    last = row.number;
    for (const sheet::Cell& cell : row.cells) {
      if (!text::IsUtf8(cell.text)) return "a cell that is not UTF-8";
    }
  }
  return "";
}

std::vector<std::string> PartSeeds() {
  std::vector<std::string> seeds;
  const sheet::Parts parts = sheet::WorkbookParts(kCells, kStrings);
  for (std::size_t i = 0; i < PartNames().size(); ++i) {
    seeds.push_back(absl::StrCat(std::string(1, static_cast<char>(i)), parts.at(PartNames()[i])));
  }
  return seeds;
}

// The bytes as the whole file.
std::string File(absl::string_view bytes) {
  const std::string path = sheet::TestPath("fuzz-file.xlsx");
  sheet::WriteBytes(path, bytes);
  sheet::ReadSheet(path).IgnoreError();
  return "";
}

std::vector<std::string> FileSeeds() {
  const sheet::Parts parts = sheet::WorkbookParts(kCells, kStrings);
  return {sheet::ReadBytesOf(sheet::ZipParts("deflated.xlsx", parts)),
          sheet::ReadBytesOf(sheet::ZipParts("stored.xlsx", parts, /*stored=*/true))};
}

std::string Cells(absl::string_view bytes) {
  sheet::ParseCellName(bytes);
  sheet::IsDateFormatCode(bytes);
  sheet::IsoDateText(bytes);
  if (const std::optional<double> number = sheet::ParseNumber(bytes); number.has_value()) {
    sheet::SerialDateText(*number, /*date1904=*/false);
    if (!text::IsUtf8(sheet::NumberText(bytes, *number))) return "a number that is not UTF-8";
  }
  std::string decoded(bytes);
  sheet::DecodeEscapes(0, &decoded);
  if (decoded.size() > bytes.size()) return "unescaped text is longer";
  const std::string encoded = sheet::EncodeForXml(bytes);
  if (!text::IsUtf8(encoded)) return "what is written is not UTF-8";
  std::string back = encoded;
  sheet::DecodeEscapes(0, &back);
  return text::IsUtf8(bytes) && bytes.find('\0') == bytes.npos &&
                 bytes.find("\xEF\xBF\xBE") == bytes.npos &&
                 bytes.find("\xEF\xBF\xBF") == bytes.npos && back != bytes
             ? "what is written does not come back"
             : "";
}

std::vector<std::string> CellSeeds() {
  return {"A1",
          "XFD1048576",
          "43784.5",
          "1.2E+17",
          "yyyy\"年\"m\"月\"d\"日\"",
          "[Red]0.00;@",
          "2019-11-15T00:00:00Z",
          "a_x000D_b_x005F_x0041_",
          "_xD842__xDFB7_",
          "张\t三\r\n"};
}

std::string Table(absl::string_view bytes) {
  gb::ParseCodeListTsv("sex", bytes).IgnoreError();
  return "";
}

std::vector<std::string> TableSeeds() {
  return {"code\tlabel\taliases\n1\t男\t男性\n2\t女\t\n",
          "\xEF\xBB\xBF"
          "code\tlabel\r\n1\t男\r\n"};
}

}  // namespace

std::vector<Target> WorkbookTargets() {
  return {{"workbook_parts", Parts, PartSeeds, 60},
          {"workbook_file", File, FileSeeds, 150},
          {"cells", Cells, CellSeeds, 600},
          {"code_list", Table, TableSeeds, 600}};
}

}  // namespace mingce::fuzz
