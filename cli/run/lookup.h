// Things that commands need from the registry before they can begin.

#ifndef MINGCE_CLI_RUN_LOOKUP_H_
#define MINGCE_CLI_RUN_LOOKUP_H_

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "cli/run/connection.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/registry/v1/organization.pb.h"
#include "mingce/registry/v1/organization_reads.pb.h"
#include "mingce/type/date.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli {

// "2019" and "campaigns/2019" → "campaigns/2019"; "" stays "".
std::string CollectionName(absl::string_view collection, absl::string_view id_or_name);

// The campaign of that id or name; for "" the only one there is, else CAMPAIGN_REQUIRED.
absl::StatusOr<registry::v1::Campaign> FindCampaign(const Connection& connection,
                                                    absl::string_view input);

absl::StatusOr<type::Form> FetchForm(const Connection& connection, const std::string& name);

// The name (organizations/…) of an organisation named by name, bare id or credit code; "" stays "".
// Only a code needs the registry; a name is taken as it is.
absl::StatusOr<std::string> OrganizationName(const Connection& connection, absl::string_view input);

// By name (organizations/…), by bare id, or by a credit code of either type.
absl::StatusOr<registry::v1::Organization> FindOrganization(const Connection& connection,
                                                            absl::string_view input);

// All items of a listing, page after page, in the service's order; `items` is the repeated field of
// its response.
template <typename Stub, typename Request, typename Response, typename Item>
absl::StatusOr<std::vector<Item>> FetchAll(
    const Connection& connection,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    std::type_identity_t<Request> request,
    google::protobuf::RepeatedPtrField<Item>* (Response::*items)()) {
  std::vector<Item> all;
  request.set_page_size(1000);
  do {
    MINGCE_ASSIGN_OR_RETURN(Response page, connection.Call(method, request));
    for (Item& item : *(page.*items)()) all.push_back(std::move(item));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

// An empty request: every organisation that is not closed.
absl::StatusOr<std::vector<registry::v1::Organization>> FetchOrganizations(
    const Connection& connection, registry::v1::ListOrganizationsRequest request);

// The moment of text such as 2019-11-30T18:00+08:00; Beijing time without an offset, the end of the
// day without a time of day. BAD_TIME naming `option`.
absl::StatusOr<absl::Time> ParseTimeOption(absl::string_view text, absl::string_view option);

// The day of text such as 2019-11-30. BAD_DATE naming `option`.
absl::StatusOr<type::Date> ParseDateOption(absl::string_view text, absl::string_view option);

// Sets a day of a request, as &Request::mutable_until; "" leaves it unset.
template <typename Request>
absl::Status SetDay(absl::string_view text, absl::string_view option, Request* request,
                    type::Date* (Request::*day)()) {
  if (text.empty()) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(*(request->*day)(), ParseDateOption(text, option));
  return absl::OkStatus();
}

// What a read asks by day and by knowledge: as_of, known_at; "" leaves the field unset.
template <typename Request>
absl::Status SetAsOf(absl::string_view as_of, Request* request) {
  return SetDay(as_of, "--as-of", request, &Request::mutable_as_of);
}
template <typename Request>
absl::Status SetReadTime(absl::string_view as_of, absl::string_view known_at, Request* request) {
  if (!known_at.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const absl::Time time, ParseTimeOption(known_at, "--known-at"));
    SetTimestamp(time, request->mutable_known_at());
  }
  return SetAsOf(as_of, request);
}

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_LOOKUP_H_
