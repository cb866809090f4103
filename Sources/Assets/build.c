#include "assets.h"

#if __has_include("commit.h")
#include "commit.h"
#endif

#ifndef WARTA_COMMIT
#define WARTA_COMMIT __DATE__
#endif

const char *warta_build(void) {
    return WARTA_COMMIT;
}
