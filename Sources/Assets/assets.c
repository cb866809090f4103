// Written by scripts/embed-assets: the files that are built into the binary (C23 #embed).
#include "assets.h"

#if !__has_include("../../.tools/editor/prose-editor.js")
#error "The editor of the newsroom is not in .tools/editor; run make setup."
#endif

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
#embed "newsroom/account.mustache"
};
static const unsigned char file18[] = {
#embed "newsroom/bottom.mustache"
};
static const unsigned char file19[] = {
#embed "newsroom/carets.js"
};
static const unsigned char file20[] = {
#embed "newsroom/changes.js"
};
static const unsigned char file21[] = {
#embed "newsroom/checks.mustache"
};
static const unsigned char file22[] = {
#embed "newsroom/code.mustache"
};
static const unsigned char file23[] = {
#embed "newsroom/comparison.mustache"
};
static const unsigned char file24[] = {
#embed "newsroom/composition.js"
};
static const unsigned char file25[] = {
#embed "newsroom/differences.mustache"
};
static const unsigned char file26[] = {
#embed "newsroom/exchange.js"
};
static const unsigned char file27[] = {
#embed "newsroom/forgotten.mustache"
};
static const unsigned char file28[] = {
#embed "newsroom/invitation.mustache"
};
static const unsigned char file29[] = {
#embed "newsroom/journal.js"
};
static const unsigned char file30[] = {
#embed "newsroom/kept.mustache"
};
static const unsigned char file31[] = {
#embed "newsroom/left-behind.js"
};
static const unsigned char file32[] = {
#embed "newsroom/link.mustache"
};
static const unsigned char file33[] = {
#embed "newsroom/list.mustache"
};
static const unsigned char file34[] = {
#embed "newsroom/member.mustache"
};
static const unsigned char file35[] = {
#embed "newsroom/newsroom.css"
};
static const unsigned char file36[] = {
#embed "newsroom/notice.mustache"
};
static const unsigned char file37[] = {
#embed "newsroom/notifications.mustache"
};
static const unsigned char file38[] = {
#embed "newsroom/outbox.js"
};
static const unsigned char file39[] = {
#embed "newsroom/passwords.mustache"
};
static const unsigned char file40[] = {
#embed "newsroom/people.mustache"
};
static const unsigned char file41[] = {
#embed "../../.tools/editor/prose-editor.js"
};
static const unsigned char file42[] = {
#embed "newsroom/ranges.js"
};
static const unsigned char file43[] = {
#embed "newsroom/rebase.js"
};
static const unsigned char file44[] = {
#embed "newsroom/rescue.js"
};
static const unsigned char file45[] = {
#embed "newsroom/revisions.mustache"
};
static const unsigned char file46[] = {
#embed "newsroom/second-factor.mustache"
};
static const unsigned char file47[] = {
#embed "newsroom/selection.mustache"
};
static const unsigned char file48[] = {
#embed "newsroom/shared-text-plugin.js"
};
static const unsigned char file49[] = {
#embed "newsroom/shared-text.js"
};
static const unsigned char file50[] = {
#embed "newsroom/sign-in.mustache"
};
static const unsigned char file51[] = {
#embed "newsroom/step.mustache"
};
static const unsigned char file52[] = {
#embed "newsroom/story-events.js"
};
static const unsigned char file53[] = {
#embed "newsroom/story.mustache"
};
static const unsigned char file54[] = {
#embed "newsroom/strings-en.json"
};
static const unsigned char file55[] = {
#embed "newsroom/strings-id.json"
};
static const unsigned char file56[] = {
#embed "newsroom/task-facts.mustache"
};
static const unsigned char file57[] = {
#embed "newsroom/task.mustache"
};
static const unsigned char file58[] = {
#embed "newsroom/top.mustache"
};
static const unsigned char file59[] = {
#embed "newsroom/undo.js"
};
static const unsigned char file60[] = {
#embed "passwords/common.txt"
};
static const unsigned char file61[] = {
#embed "theme/ask.mustache"
};
static const unsigned char file62[] = {
#embed "theme/dateline.mustache"
};
static const unsigned char file63[] = {
#embed "theme/favicon.ico"
};
static const unsigned char file64[] = {
#embed "theme/favicon.svg"
};
static const unsigned char file65[] = {
#embed "theme/feed.mustache"
};
static const unsigned char file66[] = {
#embed "theme/front.mustache"
};
static const unsigned char file67[] = {
#embed "theme/head.mustache"
};
static const unsigned char file68[] = {
#embed "theme/header.mustache"
};
static const unsigned char file69[] = {
#embed "theme/icon.svg"
};
static const unsigned char file70[] = {
#embed "theme/lead.mustache"
};
static const unsigned char file71[] = {
#embed "theme/list.mustache"
};
static const unsigned char file72[] = {
#embed "theme/notice.mustache"
};
static const unsigned char file73[] = {
#embed "theme/pagination.mustache"
};
static const unsigned char file74[] = {
#embed "theme/picture.mustache"
};
static const unsigned char file75[] = {
#embed "theme/popular.mustache"
};
static const unsigned char file76[] = {
#embed "theme/rails.mustache"
};
static const unsigned char file77[] = {
#embed "theme/row.mustache"
};
static const unsigned char file78[] = {
#embed "theme/script.js"
};
static const unsigned char file79[] = {
#embed "theme/search.mustache"
};
static const unsigned char file80[] = {
#embed "theme/section.mustache"
};
static const unsigned char file81[] = {
#embed "theme/story.mustache"
};
static const unsigned char file82[] = {
#embed "theme/strings-en.json"
};
static const unsigned char file83[] = {
#embed "theme/strings-id.json"
};
static const unsigned char file84[] = {
#embed "theme/style.css"
};
static const unsigned char file85[] = {
#embed "theme/touch-icon.png"
};
static const unsigned char file86[] = {
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
    {"newsroom/account.mustache", file17, sizeof file17},
    {"newsroom/bottom.mustache", file18, sizeof file18},
    {"newsroom/carets.js", file19, sizeof file19},
    {"newsroom/changes.js", file20, sizeof file20},
    {"newsroom/checks.mustache", file21, sizeof file21},
    {"newsroom/code.mustache", file22, sizeof file22},
    {"newsroom/comparison.mustache", file23, sizeof file23},
    {"newsroom/composition.js", file24, sizeof file24},
    {"newsroom/differences.mustache", file25, sizeof file25},
    {"newsroom/exchange.js", file26, sizeof file26},
    {"newsroom/forgotten.mustache", file27, sizeof file27},
    {"newsroom/invitation.mustache", file28, sizeof file28},
    {"newsroom/journal.js", file29, sizeof file29},
    {"newsroom/kept.mustache", file30, sizeof file30},
    {"newsroom/left-behind.js", file31, sizeof file31},
    {"newsroom/link.mustache", file32, sizeof file32},
    {"newsroom/list.mustache", file33, sizeof file33},
    {"newsroom/member.mustache", file34, sizeof file34},
    {"newsroom/newsroom.css", file35, sizeof file35},
    {"newsroom/notice.mustache", file36, sizeof file36},
    {"newsroom/notifications.mustache", file37, sizeof file37},
    {"newsroom/outbox.js", file38, sizeof file38},
    {"newsroom/passwords.mustache", file39, sizeof file39},
    {"newsroom/people.mustache", file40, sizeof file40},
    {"newsroom/prose-editor.js", file41, sizeof file41},
    {"newsroom/ranges.js", file42, sizeof file42},
    {"newsroom/rebase.js", file43, sizeof file43},
    {"newsroom/rescue.js", file44, sizeof file44},
    {"newsroom/revisions.mustache", file45, sizeof file45},
    {"newsroom/second-factor.mustache", file46, sizeof file46},
    {"newsroom/selection.mustache", file47, sizeof file47},
    {"newsroom/shared-text-plugin.js", file48, sizeof file48},
    {"newsroom/shared-text.js", file49, sizeof file49},
    {"newsroom/sign-in.mustache", file50, sizeof file50},
    {"newsroom/step.mustache", file51, sizeof file51},
    {"newsroom/story-events.js", file52, sizeof file52},
    {"newsroom/story.mustache", file53, sizeof file53},
    {"newsroom/strings-en.json", file54, sizeof file54},
    {"newsroom/strings-id.json", file55, sizeof file55},
    {"newsroom/task-facts.mustache", file56, sizeof file56},
    {"newsroom/task.mustache", file57, sizeof file57},
    {"newsroom/top.mustache", file58, sizeof file58},
    {"newsroom/undo.js", file59, sizeof file59},
    {"passwords/common.txt", file60, sizeof file60},
    {"theme/ask.mustache", file61, sizeof file61},
    {"theme/dateline.mustache", file62, sizeof file62},
    {"theme/favicon.ico", file63, sizeof file63},
    {"theme/favicon.svg", file64, sizeof file64},
    {"theme/feed.mustache", file65, sizeof file65},
    {"theme/front.mustache", file66, sizeof file66},
    {"theme/head.mustache", file67, sizeof file67},
    {"theme/header.mustache", file68, sizeof file68},
    {"theme/icon.svg", file69, sizeof file69},
    {"theme/lead.mustache", file70, sizeof file70},
    {"theme/list.mustache", file71, sizeof file71},
    {"theme/notice.mustache", file72, sizeof file72},
    {"theme/pagination.mustache", file73, sizeof file73},
    {"theme/picture.mustache", file74, sizeof file74},
    {"theme/popular.mustache", file75, sizeof file75},
    {"theme/rails.mustache", file76, sizeof file76},
    {"theme/row.mustache", file77, sizeof file77},
    {"theme/script.js", file78, sizeof file78},
    {"theme/search.mustache", file79, sizeof file79},
    {"theme/section.mustache", file80, sizeof file80},
    {"theme/story.mustache", file81, sizeof file81},
    {"theme/strings-en.json", file82, sizeof file82},
    {"theme/strings-id.json", file83, sizeof file83},
    {"theme/style.css", file84, sizeof file84},
    {"theme/touch-icon.png", file85, sizeof file85},
    {"theme/updates.mustache", file86, sizeof file86},
};

const struct warta_asset *warta_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
