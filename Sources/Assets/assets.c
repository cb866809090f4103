// Written by scripts/embed-assets: the files that are built into the binary (C23 #embed).
#include "assets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "demo/banjir.svg"
};
static const unsigned char file1[] = {
#embed "demo/batik.svg"
};
static const unsigned char file2[] = {
#embed "demo/gamelan.svg"
};
static const unsigned char file3[] = {
#embed "demo/gunung.svg"
};
static const unsigned char file4[] = {
#embed "demo/laboratorium.svg"
};
static const unsigned char file5[] = {
#embed "demo/mrt.svg"
};
static const unsigned char file6[] = {
#embed "demo/papua.svg"
};
static const unsigned char file7[] = {
#embed "demo/parlemen.svg"
};
static const unsigned char file8[] = {
#embed "demo/pasar.svg"
};
static const unsigned char file9[] = {
#embed "demo/pelabuhan.svg"
};
static const unsigned char file10[] = {
#embed "demo/pinisi.svg"
};
static const unsigned char file11[] = {
#embed "demo/pusatdata.svg"
};
static const unsigned char file12[] = {
#embed "demo/sawah.svg"
};
static const unsigned char file13[] = {
#embed "demo/stadion.svg"
};
static const unsigned char file14[] = {
#embed "demo/stasiun.svg"
};
static const unsigned char file15[] = {
#embed "demo/stories.jsonl"
};
static const unsigned char file16[] = {
#embed "demo/surya.svg"
};
static const unsigned char file17[] = {
#embed "passwords/common.txt"
};
static const unsigned char file18[] = {
#embed "theme/ask.mustache"
};
static const unsigned char file19[] = {
#embed "theme/dateline.mustache"
};
static const unsigned char file20[] = {
#embed "theme/favicon.ico"
};
static const unsigned char file21[] = {
#embed "theme/favicon.svg"
};
static const unsigned char file22[] = {
#embed "theme/feed.mustache"
};
static const unsigned char file23[] = {
#embed "theme/front.mustache"
};
static const unsigned char file24[] = {
#embed "theme/head.mustache"
};
static const unsigned char file25[] = {
#embed "theme/header.mustache"
};
static const unsigned char file26[] = {
#embed "theme/icon.svg"
};
static const unsigned char file27[] = {
#embed "theme/lead.mustache"
};
static const unsigned char file28[] = {
#embed "theme/list.mustache"
};
static const unsigned char file29[] = {
#embed "theme/notice.mustache"
};
static const unsigned char file30[] = {
#embed "theme/pagination.mustache"
};
static const unsigned char file31[] = {
#embed "theme/picture.mustache"
};
static const unsigned char file32[] = {
#embed "theme/popular.mustache"
};
static const unsigned char file33[] = {
#embed "theme/rails.mustache"
};
static const unsigned char file34[] = {
#embed "theme/row.mustache"
};
static const unsigned char file35[] = {
#embed "theme/script.js"
};
static const unsigned char file36[] = {
#embed "theme/search.mustache"
};
static const unsigned char file37[] = {
#embed "theme/section.mustache"
};
static const unsigned char file38[] = {
#embed "theme/story.mustache"
};
static const unsigned char file39[] = {
#embed "theme/strings-en.json"
};
static const unsigned char file40[] = {
#embed "theme/strings-id.json"
};
static const unsigned char file41[] = {
#embed "theme/style.css"
};
static const unsigned char file42[] = {
#embed "theme/touch-icon.png"
};
static const unsigned char file43[] = {
#embed "theme/updates.mustache"
};

static const struct warta_asset assets[] = {
    {"demo/banjir.svg", file0, sizeof file0},
    {"demo/batik.svg", file1, sizeof file1},
    {"demo/gamelan.svg", file2, sizeof file2},
    {"demo/gunung.svg", file3, sizeof file3},
    {"demo/laboratorium.svg", file4, sizeof file4},
    {"demo/mrt.svg", file5, sizeof file5},
    {"demo/papua.svg", file6, sizeof file6},
    {"demo/parlemen.svg", file7, sizeof file7},
    {"demo/pasar.svg", file8, sizeof file8},
    {"demo/pelabuhan.svg", file9, sizeof file9},
    {"demo/pinisi.svg", file10, sizeof file10},
    {"demo/pusatdata.svg", file11, sizeof file11},
    {"demo/sawah.svg", file12, sizeof file12},
    {"demo/stadion.svg", file13, sizeof file13},
    {"demo/stasiun.svg", file14, sizeof file14},
    {"demo/stories.jsonl", file15, sizeof file15},
    {"demo/surya.svg", file16, sizeof file16},
    {"passwords/common.txt", file17, sizeof file17},
    {"theme/ask.mustache", file18, sizeof file18},
    {"theme/dateline.mustache", file19, sizeof file19},
    {"theme/favicon.ico", file20, sizeof file20},
    {"theme/favicon.svg", file21, sizeof file21},
    {"theme/feed.mustache", file22, sizeof file22},
    {"theme/front.mustache", file23, sizeof file23},
    {"theme/head.mustache", file24, sizeof file24},
    {"theme/header.mustache", file25, sizeof file25},
    {"theme/icon.svg", file26, sizeof file26},
    {"theme/lead.mustache", file27, sizeof file27},
    {"theme/list.mustache", file28, sizeof file28},
    {"theme/notice.mustache", file29, sizeof file29},
    {"theme/pagination.mustache", file30, sizeof file30},
    {"theme/picture.mustache", file31, sizeof file31},
    {"theme/popular.mustache", file32, sizeof file32},
    {"theme/rails.mustache", file33, sizeof file33},
    {"theme/row.mustache", file34, sizeof file34},
    {"theme/script.js", file35, sizeof file35},
    {"theme/search.mustache", file36, sizeof file36},
    {"theme/section.mustache", file37, sizeof file37},
    {"theme/story.mustache", file38, sizeof file38},
    {"theme/strings-en.json", file39, sizeof file39},
    {"theme/strings-id.json", file40, sizeof file40},
    {"theme/style.css", file41, sizeof file41},
    {"theme/touch-icon.png", file42, sizeof file42},
    {"theme/updates.mustache", file43, sizeof file43},
};

const struct warta_asset *warta_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
