// Who somebody is to the services: spiffe://<trust domain>/<kind>/<id>, the URI in a certificate.

#ifndef MINGCE_LIB_PKI_IDENTITY_H_
#define MINGCE_LIB_PKI_IDENTITY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::pki {

// Of whoever does not choose one.
inline constexpr char kDefaultTrustDomain[] = "mingce";

// A service serves and calls; persons and partners (other systems) only call.
enum class SubjectKind { kService, kPerson, kPartner };

// "service", "person", "partner".
std::optional<SubjectKind> SubjectKindFromName(absl::string_view name);
absl::string_view SubjectKindName(SubjectKind kind);

// 1 to 255 of a-z, 0-9, '-', '.', '_', as SPIFFE has it.
bool IsTrustDomain(absl::string_view text);

// 1 to 63 of the same; begins with a letter or digit.
bool IsSubjectId(absl::string_view text);

// spiffe://<trust domain>/<kind>/<id>
std::string SpiffeId(absl::string_view trust_domain, SubjectKind kind, absl::string_view id);

// How an authority's certificate names its trust domain: spiffe://<trust domain>.
std::string TrustDomainUri(absl::string_view trust_domain);

// The trust domain that a certificate's alternative names ("URI:…", "DNS:…") begin with; nullopt
// where they begin with something else.
std::optional<std::string> TrustDomainIn(const std::vector<std::string>& alternative_names);

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_IDENTITY_H_
