// mingcectl org get | list | search | create | move | close
//
// Wherever an organisation is named: organizations/{organization}, the bare id, or a credit code.

#ifndef MINGCE_CLI_ORGANIZATION_ORGANIZATION_H_
#define MINGCE_CLI_ORGANIZATION_ORGANIZATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct GetOrganizationOptions {
  std::string organization;
  std::string as_of;  // "" for today
};
absl::StatusOr<Answer> GetOrganization(Session& session, const GetOrganizationOptions& options);

struct ListOrganizationsOptions {
  std::string parent;  // only those directly below it; "" for all
  std::string as_of;
  bool closed = false;  // closed ones too
};
// By name.
absl::StatusOr<Answer> ListOrganizations(Session& session, const ListOrganizationsOptions& options);

struct SearchOrganizationsOptions {
  std::string query;
};
// Best first, all of them, closed ones too.
absl::StatusOr<Answer> SearchOrganizations(Session& session,
                                           const SearchOrganizationsOptions& options);

struct CreateOrganizationOptions {
  std::string parent;
  std::vector<std::string> fields;  // key=value
  std::string file;                 // JSON object of key: value; "-" for standard input; ""
  std::vector<std::string> aliases;
  bool validate_only = false;
};
absl::StatusOr<Answer> CreateOrganization(Session& session,
                                          const CreateOrganizationOptions& options);

// Both read the organisation first and change it as it was then: somebody else's change in between
// is STALE_ETAG.
struct ChangeOrganizationOptions {
  std::string organization;
  std::string parent;             // move
  std::string approval_document;  // close
  std::string effective_on;
  bool validate_only = false;
};
absl::StatusOr<Answer> MoveOrganization(Session& session, const ChangeOrganizationOptions& options);

// For good. The registry refuses it while the union has members, or while it cannot know.
absl::StatusOr<Answer> CloseOrganization(Session& session,
                                         const ChangeOrganizationOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ORGANIZATION_ORGANIZATION_H_
