// Debian's libprotobuf is not built for TSan. The header gives map fields two more members where it
// is, which the library knows nothing of: it would look for the others where they are not. So for
// this header alone, TSan is not there.

#include <memory>  // libstdc++ asks, too, and is to hear the truth; it asks once

#undef __SANITIZE_THREAD__
#include_next <google/protobuf/map_field.h>
#define __SANITIZE_THREAD__ 1
