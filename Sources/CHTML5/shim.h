// The stamp changes whenever the reader is built anew, so that Swift builds and links again what uses it.
#if __has_include("../../.tools/html5/stamp.h")
#include "../../.tools/html5/stamp.h"
#include "html5.h"
#else
#error "The HTML reader is not built yet: run 'make setup', then build again."
#endif
