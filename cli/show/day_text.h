// Days as people and documents have them.

#ifndef MINGCE_CLI_SHOW_DAY_TEXT_H_
#define MINGCE_CLI_SHOW_DAY_TEXT_H_

#include <string>

#include "mingce/type/date.pb.h"

namespace mingce::cli {

// "2019-11-30", "2019-11" without a day, "" when not set.
std::string DayText(const type::Date& date);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_DAY_TEXT_H_
