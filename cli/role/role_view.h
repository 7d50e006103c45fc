// Roles as people and programs read them. Pure.

#ifndef MINGCE_CLI_ROLE_ROLE_VIEW_H_
#define MINGCE_CLI_ROLE_ROLE_VIEW_H_

#include <string>
#include <vector>

#include "cli/show/view.h"
#include "mingce/registry/v1/role.pb.h"

namespace mingce::cli {

// The names of all roles, as they are given on the command line.
std::string RoleNames();

// One that was granted or withdrawn, in a sentence.
View RoleGrantView(registry::v1::RoleGrant grant);

// An identity that was shut out or let in, in a sentence.
View IdentityBlockView(registry::v1::IdentityBlock block);

// Many, a line each, by identity, then from when they hold.
View RoleGrantsView(std::vector<registry::v1::RoleGrant> grants);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ROLE_ROLE_VIEW_H_
