// What the methods of the three services have in common.

#ifndef MINGCE_SERVICES_REGISTRY_RPC_METHODS_H_
#define MINGCE_SERVICES_REGISTRY_RPC_METHODS_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/request_key.h"
#include "lib/rpc/service.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/register.h"
#include "services/registry/rpc/convert.h"

namespace mingce::registry {

// What a request has too much of, in the words of app/ where those are rows.
inline absl::Status TooMany(const google::protobuf::FieldDescriptor& field, std::size_t most) {
  const bool rows = field.name() == "rows" || field.name() == "quotas";
  return rows ? TooManyRows(most) : rpc::AnyTooMany(field, most);
}

// The service `name` of the file that `message` is of, with no method bound yet. Errors as
// rpc::Service::Create.
inline absl::StatusOr<std::unique_ptr<rpc::Service>> CreateService(
    const rpc::Runtime& runtime, const google::protobuf::Descriptor* message, const char* name) {
  return rpc::Service::Create(runtime, message->file()->FindServiceByName(name),
                              {.absent = OrganizationNotFound, .too_many = TooMany});
}

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

// Binds the method `name` of `service` to a verb that reads. `parts` outlive the service.
template <typename Request, typename Response>
void ServeRead(rpc::Service* service, absl::string_view name, const Register& parts,
               absl::StatusOr<Response> (*verb)(const Register&, const Call&, const Request&)) {
  service->Serve<Request, Response>(name, [&parts, verb](const Call& call, const Request& request) {
    return verb(parts, call, request);
  });
}

// The same of a verb that changes something. It answers through its reply, or by returning what is
// wrong with the request.
template <typename Request, typename Response>
void ServeChange(rpc::Service* service, absl::string_view name, const Register& parts,
                 absl::Status (*verb)(const Register&, const Call&, const Request&, Mutation,
                                      const rpc::Reply<Response>&)) {
  service->ServeAsync<Request, Response>(
      name,
      [&parts, verb](const Call& call, const Request& request, const rpc::Reply<Response>& reply) {
        absl::StatusOr<Mutation> mutation = MutationOf(parts, call, request);
        if (!mutation.ok()) return reply(mutation.status());
        const absl::Status asked = verb(parts, call, request, *std::move(mutation), reply);
        if (!asked.ok()) reply(asked);
      });
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

// Under the master key: good across restarts.
inline rpc::PageTokens PageTokensOf(const Register& parts) {
  return rpc::PageTokens([keys = parts.keys](absl::string_view bytes) {
    return std::string(seal::AsView(keys->KeyedTag("page-token/v1", {bytes})));
  });
}

// A page as it is asked for.
struct PageAsked {
  rpc::PagedList list;   // everything in the request but the page itself
  std::string last_key;  // of the page before; "" for the first
  std::size_t most = 0;
};

// Errors: BAD_PAGE_TOKEN, BAD_PAGE_SIZE.
template <typename Request>
absl::StatusOr<PageAsked> PageOf(const Register& parts, const Call& call, Request request,
                                 std::size_t usual, std::size_t most) {
  PageAsked asked;
  MINGCE_ASSIGN_OR_RETURN(asked.most, rpc::PageSize(request.page_size(), usual, most));
  const std::string token = request.page_token();
  request.clear_page_token();
  request.clear_page_size();
  asked.list = {
      .method = call.action, .caller = call.identity, .filter = request.SerializeAsString()};
  MINGCE_ASSIGN_OR_RETURN(asked.last_key, PageTokensOf(parts).Read(asked.list, token));
  return asked;
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_METHODS_H_
