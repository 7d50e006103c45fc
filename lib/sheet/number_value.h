// What a number cell means: the text of the number, or of the date it is shown as.

#ifndef MINGCE_LIB_SHEET_NUMBER_VALUE_H_
#define MINGCE_LIB_SHEET_NUMBER_VALUE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::sheet {

// Whether a built-in number format (one without a code in the file) shows a date or a time: 14-22,
// 45-47, and 27-36 and 50-58, which are dates in Chinese and other East Asian editions.
bool IsBuiltinDateFormat(std::uint32_t id);

// Whether a format code shows a date: it has y, m or d outside of quotes, brackets and escapes.
bool IsDateFormatCode(absl::string_view code);

// Reads a stored number: nullopt unless it is a finite decimal number and nothing else.
std::optional<double> ParseNumber(absl::string_view stored);

// The stored text, but a plain decimal fraction in the fewest digits that read back as `value`.
std::string NumberText(absl::string_view stored, double value);

// The day and time a serial number stands for, as Cell::Kind::kDate says; nullopt when it is before
// the first or after the last day Excel knows (9999-12-31). Time is rounded to seconds.
std::optional<std::string> SerialDateText(double serial, bool date1904);

// A date stored as ISO 8601 ("2024-01-05", "2024-01-05T08:30:00Z"), written as above; nullopt for
// anything else.
std::optional<std::string> IsoDateText(absl::string_view stored);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_NUMBER_VALUE_H_
