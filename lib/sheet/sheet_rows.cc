#include "lib/sheet/sheet_rows.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/number_value.h"
#include "lib/sheet/xml_text.h"

namespace mingce::sheet {
namespace {

constexpr std::size_t kMaxRangeBytes = 32;  // "$XFD$1048576:$XFD$1048576" has 25

// What the t attribute of a cell says its value is.
enum class ValueType { kNumber, kSharedString, kInlineString, kText, kBool, kError, kIsoDate };

std::optional<ValueType> ParseValueType(absl::string_view type) {
  if (type.empty() || type == "n") return ValueType::kNumber;
  if (type == "s") return ValueType::kSharedString;
  if (type == "inlineStr") return ValueType::kInlineString;
  if (type == "str") return ValueType::kText;
  if (type == "b") return ValueType::kBool;
  if (type == "e") return ValueType::kError;
  if (type == "d") return ValueType::kIsoDate;
  return std::nullopt;
}

// The tags that matter, by depth:
//   worksheet / sheetData / row / c / v           the value, or
//                                 c / is / t      text in the cell, or
//                                 c / is / r / t  the same in runs of rich text
//   worksheet / mergeCells / mergeCell
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const Place& place, const ReadLimits& limits, const SheetContext& context,
               absl::FunctionRef<absl::Status(Row&&)> visit,
               std::vector<std::string>* merged_ranges)
      : place_(place),
        limits_(limits),
        context_(context),
        visit_(visit),
        merged_ranges_(merged_ranges) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    collecting_ = false;
    switch (++depth_) {
      case 1:
        return name == "worksheet" ? absl::OkStatus() : Damaged("not a worksheet part");
      case 2:
        in_data_ = name == "sheetData";
        in_merges_ = name == "mergeCells";
        has_data_ = has_data_ || in_data_;
        return absl::OkStatus();
      case 3:
        in_row_ = in_data_ && name == "row";
        if (in_row_) return BeginRow(attributes);
        if (in_merges_ && name == "mergeCell") return AddMergedRange(attributes.Get("ref"));
        return absl::OkStatus();
      case 4:
        in_cell_ = in_row_ && name == "c";
        return in_cell_ ? BeginCell(attributes) : absl::OkStatus();
      case 5:
        if (!in_cell_) return absl::OkStatus();
        in_inline_ = name == "is" && type_ == ValueType::kInlineString;
        collecting_ = name == "v" && type_ != ValueType::kInlineString;
        break;
      case 6:
        in_run_ = in_inline_ && name == "r";
        collecting_ = in_inline_ && name == "t";
        break;
      case 7:
        collecting_ = in_run_ && name == "t";
        break;
      default:
        break;
    }
    text_begin_ = value_.size();
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view) override {
    if (collecting_ && (type_ == ValueType::kInlineString || type_ == ValueType::kText)) {
      DecodeEscapes(text_begin_, &value_);
    }
    collecting_ = false;
    switch (depth_--) {
      case 3:
        if (std::exchange(in_row_, false)) return EndRow();
        break;
      case 4:
        if (std::exchange(in_cell_, false)) return EndCell();
        break;
      case 5:
        in_inline_ = false;
        break;
      case 6:
        in_run_ = false;
        break;
      default:
        break;
    }
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view text) override {
    if (!collecting_) return absl::OkStatus();
    if (text.size() > limits_.cell_bytes - value_.size()) return CellTooLong();
    value_.append(text.data(), text.size());
    return absl::OkStatus();
  }

  bool has_data() const { return has_data_; }

 private:
  absl::Status Damaged(absl::string_view detail) const { return DamagedWorkbook(place_, detail); }

  absl::Status DamagedCell(absl::string_view what) const {
    return Damaged(absl::StrCat("cell ", CellName(column_, row_.number), ": ", what));
  }

  absl::Status CellTooLong() const {
    return SheetTooLarge(place_, SheetLimit::kCellBytes, limits_.cell_bytes,
                         CellName(column_, row_.number));
  }

  absl::Status BeginRow(const XmlAttributes& attributes) {
    std::uint32_t number = row_.number + 1;
    if (const auto given = attributes.Find("r"); given.has_value()) {
      if (!absl::SimpleAtoi(*given, &number)) return Damaged("number of a row");
    }
    if (number <= row_.number || number > kMaxRowNumber) return Damaged("number of a row");
    row_.number = number;
    row_.hidden = attributes.IsTrue("hidden");
    row_.cells.clear();
    column_ = -1;
    return absl::OkStatus();
  }

  absl::Status EndRow() { return row_.cells.empty() ? absl::OkStatus() : visit_(std::move(row_)); }

  absl::Status BeginCell(const XmlAttributes& attributes) {
    int column = column_ + 1;
    if (const auto name = attributes.Find("r"); name.has_value()) {
      const std::optional<CellPosition> position = ParseCellName(*name);
      if (!position.has_value() || position->row_number != row_.number) {
        return Damaged(absl::StrCat("name of a cell in row ", row_.number));
      }
      column = position->column;
    }
    if (column <= column_ || column >= kMaxColumns) {
      return Damaged(absl::StrCat("order of cells in row ", row_.number));
    }
    column_ = column;
    const std::optional<ValueType> type = ParseValueType(attributes.Get("t"));
    if (!type.has_value()) return DamagedCell("unknown type");
    type_ = *type;
    style_ = 0;
    if (const auto style = attributes.Find("s"); style.has_value()) {
      if (!absl::SimpleAtoi(*style, &style_)) return DamagedCell("style");
    }
    value_.clear();
    return absl::OkStatus();
  }

  absl::Status EndCell() {
    if (value_.empty()) return absl::OkStatus();
    switch (type_) {
      case ValueType::kSharedString: {
        std::uint32_t index = 0;
        if (!absl::SimpleAtoi(value_, &index) || index >= context_.strings.size()) {
          return DamagedCell("shared string");
        }
        const absl::string_view text = context_.strings[index];
        if (text.size() > limits_.cell_bytes) return CellTooLong();
        return Put(Cell::Kind::kText, text);
      }
      case ValueType::kInlineString:
      case ValueType::kText:
        return Put(Cell::Kind::kText, value_);
      case ValueType::kBool:
        if (value_ == "1" || value_ == "true") return Put(Cell::Kind::kBool, "TRUE");
        if (value_ == "0" || value_ == "false") return Put(Cell::Kind::kBool, "FALSE");
        return DamagedCell("boolean");
      case ValueType::kError:
        return Put(Cell::Kind::kError, value_);
      case ValueType::kIsoDate: {
        const std::optional<std::string> text = IsoDateText(value_);
        return Put(text.has_value() ? Cell::Kind::kDate : Cell::Kind::kText, text.value_or(value_));
      }
      case ValueType::kNumber:
        break;
    }
    return PutNumber();
  }

  absl::Status PutNumber() {
    const absl::string_view stored = absl::StripAsciiWhitespace(value_);
    if (stored.empty()) return absl::OkStatus();
    const std::optional<double> value = ParseNumber(stored);
    if (!value.has_value()) return DamagedCell("number");
    if (context_.styles.IsDate(style_)) {
      const std::optional<std::string> date = SerialDateText(*value, context_.date1904);
      if (date.has_value()) return Put(Cell::Kind::kDate, *date);
    }
    return Put(Cell::Kind::kNumber, NumberText(stored, *value));
  }

  // Adds the value to the row. Limits count here, so that formatted cells without value are free.
  absl::Status Put(Cell::Kind kind, absl::string_view text) {
    if (text.empty()) return absl::OkStatus();
    const auto column = static_cast<std::size_t>(column_);
    if (row_.number > limits_.rows) {
      return SheetTooLarge(place_, SheetLimit::kRows, limits_.rows, CellName(column_, row_.number));
    }
    if (column >= limits_.columns) {
      return SheetTooLarge(place_, SheetLimit::kColumns, limits_.columns,
                           CellName(column_, row_.number));
    }
    row_.cells.resize(column + 1);
    row_.cells[column].kind = kind;
    row_.cells[column].text.assign(text.data(), text.size());
    return absl::OkStatus();
  }

  absl::Status AddMergedRange(absl::string_view range) {
    if (range.empty() || range.size() > kMaxRangeBytes) return Damaged("a merged range");
    if (merged_ranges_->size() >= limits_.merged_ranges) {
      return SheetTooLarge(place_, SheetLimit::kMergedRanges, limits_.merged_ranges, range);
    }
    merged_ranges_->emplace_back(range);
    return absl::OkStatus();
  }

  const Place place_;
  const ReadLimits& limits_;
  const SheetContext& context_;
  const absl::FunctionRef<absl::Status(Row&&)> visit_;
  std::vector<std::string>* const merged_ranges_;

  int depth_ = 0;
  bool has_data_ = false;
  bool in_data_ = false;
  bool in_merges_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_inline_ = false;
  bool in_run_ = false;
  bool collecting_ = false;  // text now coming belongs to value_

  Row row_;
  int column_ = -1;  // of the cell now read
  ValueType type_ = ValueType::kNumber;
  std::uint32_t style_ = 0;
  std::string value_;
  std::size_t text_begin_ = 0;
};

}  // namespace

absl::Status ReadSheetRows(const Package& package, const std::string& part, const Place& place,
                           const SheetContext& context,
                           absl::FunctionRef<absl::Status(Row&&)> visit,
                           std::vector<std::string>* merged_ranges) {
  SheetHandler handler(place, package.limits(), context, visit, merged_ranges);
  MINGCE_RETURN_IF_ERROR(package.Parse(part, place, package.limits().part_bytes, handler));
  if (!handler.has_data()) return DamagedWorkbook(place, "sheet without data");
  return absl::OkStatus();
}

}  // namespace mingce::sheet
