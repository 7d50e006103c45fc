#include "services/registry/app/read_organizations.h"

#include <memory>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/gb/credit_code.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/search.h"

namespace mingce::registry {
namespace {

absl::StatusOr<std::optional<Organization>> HolderNow(const kv::Reader& reader,
                                                      const gb::CreditCode& code) {
  return code.IsUnionCode() ? FindByUnionCode(reader, code.text())
                            : FindByUnitCode(reader, code.text());
}

}  // namespace

absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const Call& call,
                                                 const OrganizationId& id, const AsOf& asked) {
  MINGCE_ASSIGN_OR_RETURN(const Moment moment, MomentOf(asked, call.now));
  MINGCE_ASSIGN_OR_RETURN(
      std::optional<Organization> found,
      asked.IsNow() ? FindOrganization(*parts.store, id) : VersionOn(*parts.store, id, moment));
  if (!found.has_value()) return OrganizationNotFound();
  return ViewFor(call.access, *parts.keys, *std::move(found));
}

absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts, const Call& call,
                                                    absl::string_view credit_code,
                                                    const AsOf& asked) {
  const gb::Parsed<gb::CreditCode> code = gb::ParseCreditCode(credit_code);
  if (!code.ok()) {
    const gb::Finding& why = code.findings.front();
    return FieldRefused("credit_code", why.reason, why.message_zh, why.message_en);
  }
  MINGCE_ASSIGN_OR_RETURN(const Moment moment, MomentOf(asked, call.now));
  MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found,
                          asked.IsNow() ? HolderNow(*parts.store, *code.value)
                                        : BearerOfCode(*parts.store, code.value->text(), moment));
  if (!found.has_value() || !call.access.May(policy::v1::REGISTRY_READ, found->id.text())) {
    return OrganizationNotFound();
  }
  return ViewFor(call.access, *parts.keys, *std::move(found));
}

absl::StatusOr<OrganizationPage> ListOrganizations(const Register& parts, const Call& call,
                                                   const OrganizationFilter& filter,
                                                   const std::optional<ListPlace>& after,
                                                   std::size_t limit) {
  MINGCE_ASSIGN_OR_RETURN(const Moment asked, MomentOf(filter.as_of, call.now));
  const std::shared_ptr<const RegisterState> state = parts.living->Now();
  const Moment moment = after.has_value() ? after->moment : SettledMoment(*state, asked);
  std::optional<NamedOrganization> last;
  if (after.has_value()) last = after->last;
  // One more than asked for tells whether there is a next page.
  std::vector<NamedOrganization> found =
      OrganizationsBelow(*state, moment, filter.below, ReadableBy(call.access), last, limit + 1);
  OrganizationPage page;
  if (found.size() > limit) {
    found.pop_back();
    page.next = ListPlace{.moment = moment, .last = found.back()};
  }
  for (const NamedOrganization& one : found) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOn(parts, call.access, one.id, moment));
    page.organizations.push_back(std::move(view));
  }
  return page;
}

absl::StatusOr<SearchPage> SearchOrganizations(const Register& parts, const Call& call,
                                               absl::string_view query,
                                               const std::optional<SearchPlace>& after,
                                               std::size_t limit) {
  const SearchQuery wanted(query);
  if (wanted.characters() < kMinQueryCharacters) return QueryTooShort();
  if (wanted.characters() > kMaxQueryCharacters) return QueryTooLong();
  const std::shared_ptr<const RegisterState> state = parts.living->Now();
  const SearchPlace from =
      after.value_or(SearchPlace{SettledMoment(*state, {.day = BeijingDay(call.now)}), 0});
  const SearchHits hits =
      OrganizationsLike(*state, from.moment, wanted, ReadableBy(call.access), from.seen, limit);
  SearchPage page;
  page.total = hits.total;
  for (const std::string& id : hits.ids) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOn(parts, call.access, id, from.moment));
    page.matches.push_back(
        {.organization = std::move(view), .path = PathOf(*state, from.moment, id)});
  }
  const std::size_t seen = from.seen + hits.ids.size();
  if (seen < hits.total) page.next = SearchPlace{.moment = from.moment, .seen = seen};
  return page;
}

}  // namespace mingce::registry
