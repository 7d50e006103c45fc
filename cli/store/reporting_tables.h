// The store of the service reporting (services/reporting/storage/keys.h): copies of what the feeds
// said, and how far. It holds no events and no index, so each row is looked at for itself, and that
// no revision of a membership is left out. Whether it is all that the others said, only their
// stores can tell; it can be deleted and is built again.

#ifndef MINGCE_CLI_STORE_REPORTING_TABLES_H_
#define MINGCE_CLI_STORE_REPORTING_TABLES_H_

#include <memory>

#include "cli/store/look.h"

namespace mingce::cli::store {

inline constexpr int kReportingFormat = 5;

// What `look` points to outlives it.
std::unique_ptr<Tables> ReportingTables(const Look& look);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_REPORTING_TABLES_H_
