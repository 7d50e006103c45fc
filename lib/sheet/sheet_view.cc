#include "lib/sheet/sheet_view.h"

namespace mingce::sheet {
namespace {

constexpr std::uint8_t kA4 = 9;  // the format's number for it

}  // namespace

void SetView(lxw_worksheet* worksheet, const SheetOptions& options, std::uint32_t first_data_row) {
  if (options.freeze && first_data_row > 1) {
    worksheet_freeze_panes(worksheet, first_data_row - 1, 0);
  }
  if (!options.for_paper) return;
  worksheet_set_paper(worksheet, kA4);
  worksheet_set_landscape(worksheet);
  worksheet_fit_to_pages(worksheet, 1, 0);  // one wide, as many as it takes down
  if (options.header && first_data_row > 1) {
    worksheet_repeat_rows(worksheet, first_data_row - 2, first_data_row - 2);
  }
}

}  // namespace mingce::sheet
