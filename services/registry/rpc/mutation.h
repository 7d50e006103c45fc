// What the methods of the service have in common.

#ifndef MINGCE_SERVICES_REGISTRY_RPC_MUTATION_H_
#define MINGCE_SERVICES_REGISTRY_RPC_MUTATION_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/request_key.h"
#include "lib/rpc/service.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/register.h"
#include "services/registry/rpc/convert.h"

namespace mingce::registry {

template <typename Request>
absl::StatusOr<Mutation> MutationOf(const Register& parts, const Call& call,
                                    const Request& request) {
  Mutation mutation;
  MINGCE_ASSIGN_OR_RETURN(mutation.key, rpc::RequestKeyOf(call.identity, request));
  mutation.key.fingerprint = parts.keys->Fingerprint(mutation.key.fingerprint);
  if constexpr (requires { request.validate_only(); }) {
    mutation.validate_only = request.validate_only();
  }
  return mutation;
}

// Completes a call with what a verb of app/ answers.
template <typename Answer, typename Response>
Done<Answer> Answering(const rpc::Reply<Response>& reply) {
  return [reply](const absl::StatusOr<Answer>& answer) {
    reply(answer.ok() ? absl::StatusOr<Response>(ToProto(*answer))
                      : absl::StatusOr<Response>(answer.status()));
  };
}

// The same of a change of rights or of who stands below whom: completes the call when the services
// that follow know of it, so that it acts on the next call there too.
template <typename Answer, typename Response>
Done<Answer> AnsweringOnceHeard(const Register& parts, const Call& call,
                                const rpc::Reply<Response>& reply) {
  return [when_heard = parts.when_heard, deadline = call.deadline,
          done = Answering<Answer>(reply)](absl::StatusOr<Answer> answer) {
    if (!answer.ok() || when_heard == nullptr) return done(std::move(answer));
    when_heard(deadline, [done, answer = std::move(answer)](bool heard) {
      done(heard ? answer : absl::StatusOr<Answer>(NotHeardYet()));
    });
  };
}

// Everything that was asked for but the page itself.
template <typename Request>
std::string FilterOf(Request request) {
  request.clear_page_token();
  request.clear_page_size();
  return request.SerializeAsString();
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_MUTATION_H_
