// Whether a row that no header explains holds somebody's data all the same: above the header, or on
// a sheet without one. Such rows must not be passed over in silence.
//
// A guess, on the careful side: titles, units, dates and lists of values are told apart from people
// by what only rows of people (or of unions) have, their numbers. Pure.

#ifndef MINGCE_LIB_INTAKE_ROW_SHAPE_H_
#define MINGCE_LIB_INTAKE_ROW_SHAPE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/form/form.h"
#include "lib/sheet/cell.h"

namespace mingce::intake {

// For each column the field of the form, as in InputSheet.
using FieldsOfColumns = std::vector<std::optional<std::size_t>>;

// Without invisible characters and blanks nothing is left.
bool IsBlankCell(const sheet::Cell& cell);

// Whether a row standing above the header `fields` looks like data: it has the number of a person,
// or fills a third of the columns, one of them with a day, a number or a code, and is no line for unit
// and date. Samples, here and below, are no data.
bool IsDataAbove(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row);

// Whether a row below a header that lacks required columns looks like data: it has the number of a
// person, or fills a third of what is required, one of it saying who it is about, as codes and dates
// never do.
bool IsDataBelow(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row);

// Whether a row of a sheet without any header looks like data.
bool IsDataAnywhere(const form::Form& form, const sheet::Row& row);

// Whether a cell begins a note ("填表说明：…") or a line for signatures.
bool IsNoteText(absl::string_view text);

// Whether the first cell marks a row as a sample ("示例", "（例）", "例1").
bool IsSampleText(absl::string_view text);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_ROW_SHAPE_H_
