// A service's main: the command line, what all services are configured with, the exit status. The
// same for all three, so that each main.cc holds its own flags and its objects and nothing else.

#ifndef MINGCE_LIB_PROCESS_SERVICE_MAIN_H_
#define MINGCE_LIB_PROCESS_SERVICE_MAIN_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/process/certificate_watch.h"
#include "lib/rpc/bindings.h"
#include "lib/rpc/tls.h"
#include "lib/seal/key_ring.h"

namespace mingce::process {

struct ServiceMain {
  std::string service;  // "members"
  std::string purpose;  // the first line of --help, after the program's name
  // Flags of type string that must have a value besides those of Config, without the dashes.
  std::vector<std::string> required;
  // Builds the service out of the flags and serves until it is told to stop
  // (lib/process/daemon.h, ServeUntilStopped); not OK when it cannot start.
  absl::Status (*serve)();
};

// Reads the flags, serves, and gives the exit status: 0 stopped by SIGTERM or SIGINT; 1 not
// started, with both sentences and the reason on standard error (FLAG_MISSING, ARGUMENT_UNKNOWN, or
// what `serve` says). A store that fails while it serves leaves with 70 from where it is noticed
// (LeaveAfterStoreError). Call it as the first thing of main: SIGTERM and SIGINT are blocked in
// this thread and all that follow, and gRPC is held from here until every thread of its own is
// done.
int RunServiceMain(int argc, char** argv, const ServiceMain& service_main);

// What the flags say that every service has: --tls_ca, --tls_cert, --tls_key, --key_file and
// --bindings, which are required, --reflection and --heads_file.
struct Config {
  rpc::TlsFiles tls;
  bool reflection = false;
  std::string heads_file;
  CertificateWatch certificates;
  seal::KeyRing keys;
  std::vector<access::Grant> bindings;
};

// Reads the flags and their files, once the process keeps its memory to itself and the ciphers are
// known to work. Errors: those of seal::HardenProcess, SelfTest and LoadKeyFile,
// CertificateWatch::Start and rpc::ReadBindings.
absl::StatusOr<Config> ReadConfig(absl::Time now);

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_SERVICE_MAIN_H_
