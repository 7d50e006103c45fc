// A file that somebody named, read whole: a regular one within a limit, and nothing else. What may
// stand under a name besides (a pipe that nobody writes to, a device that never ends, a folder) is
// told at once instead of read or waited for.

#ifndef MINGCE_LIB_BASE_WHOLE_FILE_H_
#define MINGCE_LIB_BASE_WHOLE_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <variant>

namespace mingce {

struct WholeFile {
  std::string bytes;
  mode_t mode = 0;  // its permissions alone, such as 0600
  uid_t owner = 0;

  // Whether nobody may read or change it but its owner, who is this process or root. The group may
  // read what root owns: so services are handed their keys (systemd's credentials). With POSIX ACLs
  // the group's bits are the ACL's mask.
  bool IsPrivate() const;
};

enum class ReadFault {
  kMissing,     // no such file
  kUnreadable,  // this process may not, or reading failed
  kNotRegular,  // a folder, a pipe, a device
  kTooLarge,    // more than the limit
};

// Symbolic links are followed; mode and owner are those of the file read. Never blocks on a pipe.
std::variant<WholeFile, ReadFault> ReadWholeFile(const std::string& path, std::size_t most_bytes);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_WHOLE_FILE_H_
