#ifndef WARTA_ASSETS_H
#define WARTA_ASSETS_H

#include <stddef.h>

/// A file that was built into the binary, named by its path under this folder.
struct warta_asset {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

/// All files, in no order; the table lives as long as the process.
const struct warta_asset *warta_assets(size_t *count);

/// Which build this is: the commit where scripts/stamp wrote it down, else the day on which it was compiled.
const char *warta_build(void);

#endif
