// mingcectl audit verify: whether the logs of the services that run are what was written.

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "cli/audit/log_check.h"
#include "cli/audit/verify_view.h"
#include "cli/commands.h"
#include "cli/files/held_heads.h"
#include "cli/run/connection.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"
#include "mingce/audit/v1/audit_service.grpc.pb.h"

namespace mingce::cli {
namespace {

using Audit = audit::v1::AuditService::Stub;

struct VerifyOptions {
  std::vector<std::string> heads;  // files
};

// Both logs of one service.
ServiceProof ProofOf(const Connection& connection, const Endpoint& endpoint,
                     const HeldHeads& held) {
  ServiceProof proof{.service = endpoint.name, .title_zh = endpoint.title_zh};
  struct One {
    audit::v1::Log log;
    Sentence name;
    const std::vector<HeldHead>& heads;
  };
  for (const One& one : {One{audit::v1::EVENTS, {"事件", "events"}, held.events},
                         One{audit::v1::AUDIT, {"审计", "audit"}, held.audit}}) {
    absl::StatusOr<LogReport> report =
        CheckLog(one.log, one.heads, [&](const audit::v1::VerifyLogRequest& request) {
          return connection.CallAt(endpoint, &Audit::VerifyLog, request);
        });
    if (!report.ok()) {
      proof.status = report.status();
      return proof;
    }
    proof.logs.emplace_back(one.name, *std::move(report));
  }
  return proof;
}

// Whether there is a log to show: what one service refuses does not hide it.
bool IsAnyAnswered(const std::vector<ServiceProof>& proofs) {
  return std::any_of(proofs.begin(), proofs.end(),
                     [](const ServiceProof& proof) { return !proof.logs.empty(); });
}

ExitCode CodeOf(const std::vector<ServiceProof>& proofs) {
  ExitCode code = IsWhole(proofs) ? kDone : kRefused;
  for (const ServiceProof& proof : proofs) code = std::max(code, ExitCodeOf(proof.status));
  return code;
}

// Reporting has no logs: what it keeps it can make anew.
absl::StatusOr<Answer> Verify(Session& session, const VerifyOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const HeadLines held, ReadHeads(options.heads));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  const Endpoint* const endpoints[] = {&connection->registry(), &connection->members()};
  if (!options.heads.empty() &&
      std::none_of(std::begin(endpoints), std::end(endpoints),
                   [&](const Endpoint* one) { return held.of.contains(one->name); })) {
    return NoHeads("");
  }
  const HeldHeads none;
  std::vector<ServiceProof> proofs;
  for (const Endpoint* endpoint : endpoints) {
    const auto heads = held.of.find(endpoint->name);
    proofs.push_back(
        ProofOf(*connection, *endpoint, heads == held.of.end() ? none : heads->second));
  }
  if (!IsAnyAnswered(proofs)) return proofs.front().status;
  const ExitCode code = CodeOf(proofs);
  View view = ProofsView(std::move(proofs));
  view.notes.insert(view.notes.end(), held.notes.begin(), held.notes.end());
  return Answer(std::move(view), code);
}

}  // namespace

void AddAuditCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "audit", {"事件和审计日志", "the logs of the services"});
  Command<VerifyOptions> verify(
      group, line, "verify",
      {"逐条核验运行中的服务的事件和审计日志（不显示内容）",
       "prove the logs of the services that run, entry by entry (shows none of them)"},
      Verify);
  verify.Add(kHeads, &VerifyOptions::heads);
}

}  // namespace mingce::cli
