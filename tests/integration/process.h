// A program under test, run as a supervisor would run it.

#ifndef MINGCE_TESTS_INTEGRATION_PROCESS_H_
#define MINGCE_TESTS_INTEGRATION_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace mingce::tests {

// How long anything may take before a test gives up, on a busy machine too.
inline constexpr std::chrono::seconds kPatience(60);

std::string ReadFile(const std::string& path);

// A connection to `port` of loopback on which `text` was written, for the caller to close; -1 where
// that fails.
int ConnectAndWrite(int port, const std::string& text);

// What a server on loopback answers to GET `path` over plain HTTP, headers included.
std::string GetPage(int port, const std::string& path);

// The number that follows `before` in `text`, white space passed over; -1 where none does.
double NumberAfter(const std::string& text, const std::string& before);

// One process of ours; ended with the object.
class Process {
 public:
  // Starts `program` with `arguments`, standard error into `log`.
  Process(std::string program, std::vector<std::string> arguments, std::string log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void Signal(int signal) const;
  // The exit status, or 128 + the signal that ended it. Waits for the end.
  int Wait();
  bool running();
  pid_t pid() const { return pid_; }  // -1 once it has ended
  // Waits for the log line that says where it listens; "" fields when it ended instead.
  struct Listening {
    int port = 0;
    int metrics_port = 0;
  };
  Listening WaitUntilListening();

 private:
  const std::string log_;
  pid_t pid_ = -1;
  int status_ = -1;
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_PROCESS_H_
