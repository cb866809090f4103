#ifndef CVIPS_SHIM_H
#define CVIPS_SHIM_H

// libvips takes its options as variadic arguments, which Swift cannot pass; these wrappers fix them.
// Each wrapper that returns an image hands over one reference, for `darkroom_release`; NULL means that it failed.

#include <sys/prctl.h>
#include <vips/vips.h>

// The formats a newsroom is sent. Each is opened by its own loader, by name, so that libvips never chooses one.
typedef enum DarkroomKind {
    DARKROOM_JPEG,
    DARKROOM_PNG,
    DARKROOM_WEBP,
    DARKROOM_GIF,
    DARKROOM_HEIF,
    DARKROOM_TIFF
} DarkroomKind;

// libvips warns on stderr about every odd tag of a hostile file; what matters comes back as a failure.
static inline void darkroom_ignore(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void) domain, (void) level, (void) message, (void) data;
}

// Starts libvips for this process; call once. 0 is success.
static inline int darkroom_start(int threads) {
    if (VIPS_INIT("darkroom")) {
        return -1;
    }
    g_log_set_handler("VIPS", (GLogLevelFlags) (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO), darkroom_ignore, NULL);
    vips_concurrency_set(threads);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    return 0;
}

// Opens the header; pixels are decoded when they are asked for, once, from top to bottom.
// `bytes` must outlive the image. Anything but a whole, sound file fails while it is decoded.
static inline VipsImage *darkroom_open(const void *bytes, size_t count, DarkroomKind kind) {
    VipsImage *out = NULL;
    void *buf = (void *) bytes;
#define DARKROOM_LOAD(loader) \
    loader(buf, count, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL)
    int failed = -1;
    switch (kind) {
    case DARKROOM_JPEG: failed = DARKROOM_LOAD(vips_jpegload_buffer); break;
    case DARKROOM_PNG: failed = DARKROOM_LOAD(vips_pngload_buffer); break;
    case DARKROOM_WEBP: failed = DARKROOM_LOAD(vips_webpload_buffer); break;
    case DARKROOM_GIF: failed = DARKROOM_LOAD(vips_gifload_buffer); break;
    case DARKROOM_HEIF: failed = DARKROOM_LOAD(vips_heifload_buffer); break;
    case DARKROOM_TIFF: failed = DARKROOM_LOAD(vips_tiffload_buffer); break;
    }
#undef DARKROOM_LOAD
    return failed ? NULL : out;
}

// Lets the SVG loader work in this process: it is among the untrusted ones.
static inline void darkroom_allow_drawings(void) {
    vips_operation_block_set("VipsForeignLoadSvg", FALSE);
}

// Opens an SVG, magnified by `scale`.
static inline VipsImage *darkroom_open_drawing(const void *bytes, size_t count, double scale) {
    VipsImage *out = NULL;
    return vips_svgload_buffer((void *) bytes, count, &out, "scale", scale, NULL) ? NULL : out;
}

// Bytes of the field's value; 0 where it is a number, or is missing.
static inline size_t darkroom_field_size(VipsImage *image, const char *name) {
    const void *blob = NULL;
    const char *text = NULL;
    size_t size = 0;
    GType type = vips_image_get_typeof(image, name);
    if (type == VIPS_TYPE_BLOB) {
        return vips_image_get_blob(image, name, &blob, &size) ? 0 : size;
    }
    if (type == VIPS_TYPE_REF_STRING) {
        return vips_image_get_string(image, name, &text) ? 0 : strlen(text);
    }
    return 0;
}

static inline long darkroom_profile_size(VipsImage *image) {
    return (long) darkroom_field_size(image, VIPS_META_ICC_NAME);
}

static inline long darkroom_metadata_size(VipsImage *image) {
    gchar **fields = vips_image_get_fields(image);
    size_t size = 0;
    for (int i = 0; fields && fields[i]; i++) {
        size += strlen(fields[i]) + darkroom_field_size(image, fields[i]);
    }
    g_strfreev(fields);
    return (long) size;
}

// No program that this process may start has more rights than it has (a variadic call, which Swift cannot make).
static inline void darkroom_renounce(void) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// Replaces `*image` by `next` where `failed` is 0; releases both otherwise.
static inline int darkroom_step(VipsImage **image, VipsImage *next, int failed) {
    g_object_unref(*image);
    *image = failed ? NULL : next;
    return failed;
}

// Takes away whatever came with the pixels: EXIF, XMP, IPTC, profiles, pages, comments.
// The savers' own `strip` is not enough: that of WebP does nothing in libvips 8.14.1 (its issue 3340).
static inline void darkroom_strip(VipsImage *image) {
    gchar **fields = vips_image_get_fields(image);
    for (int i = 0; fields && fields[i]; i++) {
        vips_image_remove(image, fields[i]);
    }
    g_strfreev(fields);
}

// At most `width` wide, upright, sRGB, 8 bits a sample, with or without alpha, without metadata, decoded into memory.
static inline VipsImage *darkroom_fit(VipsImage *in, int width) {
    VipsImage *out = NULL, *next = NULL;
    // Without a profile to come from, an export to one sends plain sRGB through Lab, and pure blue turns violet.
    const char *profile = vips_image_get_typeof(in, VIPS_META_ICC_NAME) ? "srgb" : NULL;
    if (vips_thumbnail_image(in, &out, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN,
            "export_profile", profile, NULL)) {
        return NULL;
    }
    if (vips_image_get_interpretation(out) != VIPS_INTERPRETATION_sRGB) {
        int failed = vips_colourspace(out, &next, VIPS_INTERPRETATION_sRGB, NULL);
        if (darkroom_step(&out, next, failed)) return NULL;
    }
    if (vips_image_get_bands(out) > 4) {
        int failed = vips_extract_band(out, &next, 0, "n", 3, NULL);
        if (darkroom_step(&out, next, failed)) return NULL;
    }
    if (vips_image_get_format(out) != VIPS_FORMAT_UCHAR) {
        int failed = vips_cast(out, &next, VIPS_FORMAT_UCHAR, NULL);
        if (darkroom_step(&out, next, failed)) return NULL;
    }
    next = vips_image_copy_memory(out);
    if (darkroom_step(&out, next, next == NULL)) return NULL;
    darkroom_strip(out);
    return out;
}

// Takes away the colour profile, so that the samples are read as sRGB.
static inline VipsImage *darkroom_without_profile(VipsImage *in) {
    VipsImage *out = NULL;
    if (vips_copy(in, &out, NULL)) return NULL;
    vips_image_remove(out, VIPS_META_ICC_NAME);
    return out;
}

// On white, where it has alpha.
static inline VipsImage *darkroom_flatten(VipsImage *in) {
    if (!vips_image_hasalpha(in)) return (VipsImage *) g_object_ref(in);
    VipsImage *out = NULL;
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    int failed = vips_flatten(in, &out, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return failed ? NULL : out;
}

// Encodes as `suffix` says: a file name's ending with libvips' options, `.jpg[Q=80,strip]`. Free with `g_free`.
static inline int darkroom_encode(VipsImage *in, const char *suffix, void **bytes, size_t *count) {
    return vips_image_write_to_buffer(in, suffix, bytes, count, NULL);
}

// The samples of one pixel, at most four of them; returns how many, 0 where it failed.
static inline int darkroom_pixel(VipsImage *in, int x, int y, double samples[4]) {
    double *values = NULL;
    int count = 0;
    if (vips_getpoint(in, &values, &count, x, y, NULL)) return 0;
    count = VIPS_MIN(count, 4);
    for (int i = 0; i < count; i++) samples[i] = values[i];
    g_free(values);
    return count;
}

static inline void darkroom_release(VipsImage *image) {
    g_object_unref(image);
}

#endif
