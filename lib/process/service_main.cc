#include "lib/process/service_main.h"

#include <grpc/grpc.h>

#include <cstdio>
#include <utility>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/reflection.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/process/stop_signals.h"
#include "lib/rpc/library_lines.h"
#include "lib/seal/key_file.h"
#include "lib/seal/known_answers.h"
#include "lib/seal/secure_memory.h"

ABSL_FLAG(std::string, tls_ca, "", "PEM file of the authority both sides trust; required");
ABSL_FLAG(std::string, tls_cert, "",
          "PEM file of this service's certificate with its chain; required");
ABSL_FLAG(std::string, tls_key, "", "PEM file of its private key; required");
ABSL_FLAG(std::string, key_file, "", "master key file, as made by mingcectl key init; required");
ABSL_FLAG(std::string, bindings, "",
          "text file of mingce.policy.v1.Bindings: which identity has which role; required");
ABSL_FLAG(
    std::string, heads_file, "",
    "file that the newest heads of the service's chains are appended to, for somebody outside "
    "to keep; empty for none");
ABSL_FLAG(bool, reflection, false, "answer gRPC reflection; off in production");

namespace mingce::process {
namespace {

absl::Status UnknownArgument(absl::string_view argument) {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   absl::StrCat("unknown argument: ", argument, " (see --help)"),
                   {.reason = "ARGUMENT_UNKNOWN",
                    .domain = "mingce.process",
                    .message_zh = absl::StrCat("无法识别的参数：", argument, "（见 --help）")});
}

absl::Status FlagMissing(const std::string& name) {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   absl::StrCat("the flag --", name, " is required (see --help)"),
                   {.reason = "FLAG_MISSING",
                    .domain = "mingce.process",
                    .message_zh = absl::StrCat("缺少必需的参数 --", name, "（见 --help）"),
                    .metadata = {{"flag", name}}});
}

// Sets the flags; OK when every required one has a value and nothing but flags is there.
absl::Status ReadCommandLine(int argc, char** argv, const ServiceMain& service_main) {
  absl::FlagsUsageConfig usage;  // else --help shows no flag: none stands in a file of our name
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "/main/main.cc") || absl::EndsWith(file, "/service_main.cc");
  };
  absl::SetFlagsUsageConfig(usage);
  absl::SetProgramUsageMessage(service_main.purpose);
  const std::vector<char*> leftovers = absl::ParseCommandLine(argc, argv);
  if (leftovers.size() > 1) return UnknownArgument(leftovers[1]);  // [0] is the program
  std::vector<std::string> required = service_main.required;
  required.insert(required.end(), {"tls_ca", "tls_cert", "tls_key", "key_file", "bindings"});
  for (const std::string& name : required) {
    const absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    if (flag == nullptr || flag->CurrentValue().empty()) return FlagMissing(name);
  }
  return absl::OkStatus();
}

int RefuseToStart(const std::string& service, const absl::Status& why) {
  const std::string reason = ReasonOf(why);
  const std::string text =
      absl::StrCat("mingce-", service, " 无法启动：", MessageFor(why, /*english=*/false), "\n",
                   "mingce-", service, " does not start: ", why.message(),
                   reason.empty() ? std::string() : absl::StrCat(" [", reason, "]"), "\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
  return 1;
}

}  // namespace

int RunServiceMain(int argc, char** argv, const ServiceMain& service_main) {
  BlockStopSignals();
  rpc::LogLibraryLines();
  absl::Status status = ReadCommandLine(argc, argv, service_main);
  if (status.ok()) {
    // The last user of gRPC leaves its clean-up to a thread that the end of the process overtakes,
    // with handshakes and connections still in its hands. Held here, the last user is this one, and
    // it waits.
    grpc_init();
    status = service_main.serve();
    grpc_shutdown_blocking();
  }
  return status.ok() ? 0 : RefuseToStart(service_main.service, status);
}

absl::StatusOr<Config> ReadConfig(absl::Time now) {
  MINGCE_RETURN_IF_ERROR(seal::HardenProcess());
  MINGCE_RETURN_IF_ERROR(seal::SelfTest());
  MINGCE_ASSIGN_OR_RETURN(const seal::MasterKey key,
                          seal::LoadKeyFile(absl::GetFlag(FLAGS_key_file)));
  rpc::TlsFiles tls{.ca = absl::GetFlag(FLAGS_tls_ca),
                    .certificate = absl::GetFlag(FLAGS_tls_cert),
                    .key = absl::GetFlag(FLAGS_tls_key)};
  MINGCE_ASSIGN_OR_RETURN(CertificateWatch certificates, CertificateWatch::Start(tls, now));
  MINGCE_ASSIGN_OR_RETURN(std::vector<access::Grant> bindings,
                          rpc::ReadBindings(absl::GetFlag(FLAGS_bindings)));
  return Config{.tls = std::move(tls),
                .reflection = absl::GetFlag(FLAGS_reflection),
                .heads_file = absl::GetFlag(FLAGS_heads_file),
                .certificates = std::move(certificates),
                .keys = seal::KeyRing(key),
                .bindings = std::move(bindings)};
}

}  // namespace mingce::process
