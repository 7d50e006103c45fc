#include "lib/sheet/cell_formats.h"

#include <cstdint>

namespace mingce::sheet {
namespace {

constexpr lxw_color_t kHeaderFill = 0xD9E1F2;
constexpr lxw_color_t kRequiredFill = 0xC00000;
constexpr lxw_color_t kErrorFill = 0xFFC7CE;
constexpr lxw_color_t kErrorText = 0x9C0006;
constexpr lxw_color_t kWarningFill = 0xFFEB9C;
constexpr lxw_color_t kWhite = 0xFFFFFF;
constexpr double kTitleSize = 14;
constexpr std::uint8_t kTextFormat = 49;        // the built-in "@"
constexpr std::uint8_t kWholeFormat = 1;        // "0"
constexpr std::uint8_t kTwoDecimalsFormat = 2;  // "0.00"

lxw_format* Header(lxw_workbook* workbook, lxw_color_t fill) {
  lxw_format* format = workbook_add_format(workbook);
  if (format == nullptr) return nullptr;
  format_set_bold(format);
  format_set_bg_color(format, fill);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(format);
  format_set_num_format_index(format, kTextFormat);
  return format;
}

lxw_format* Text(lxw_workbook* workbook) {
  lxw_format* format = workbook_add_format(workbook);
  if (format != nullptr) format_set_num_format_index(format, kTextFormat);
  return format;
}

lxw_format* Number(lxw_workbook* workbook, std::uint8_t number_format) {
  lxw_format* format = workbook_add_format(workbook);
  if (format != nullptr) format_set_num_format_index(format, number_format);
  return format;
}

lxw_format* Filled(lxw_workbook* workbook, lxw_color_t fill) {
  lxw_format* format = Text(workbook);
  if (format != nullptr) format_set_bg_color(format, fill);
  return format;
}

}  // namespace

CellFormats AddCellFormats(lxw_workbook* workbook) {
  CellFormats formats;
  formats.header = Header(workbook, kHeaderFill);
  formats.required_header = Header(workbook, kRequiredFill);
  if (formats.required_header != nullptr) {
    format_set_font_color(formats.required_header, kWhite);
  }
  formats.title = Text(workbook);
  if (formats.title != nullptr) {
    format_set_bold(formats.title);
    format_set_font_size(formats.title, kTitleSize);
  }
  formats.note = Text(workbook);
  if (formats.note != nullptr) {
    format_set_text_wrap(formats.note);
    format_set_align(formats.note, LXW_ALIGN_VERTICAL_TOP);
  }
  formats.text = Text(workbook);
  formats.whole = Number(workbook, kWholeFormat);
  formats.two_decimals = Number(workbook, kTwoDecimalsFormat);
  formats.error = Filled(workbook, kErrorFill);
  if (formats.error != nullptr) format_set_font_color(formats.error, kErrorText);
  formats.warning = Filled(workbook, kWarningFill);
  return formats;
}

}  // namespace mingce::sheet
