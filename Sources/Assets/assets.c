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
#embed "newsroom/commands.js"
};
static const unsigned char file24[] = {
#embed "newsroom/comparison.mustache"
};
static const unsigned char file25[] = {
#embed "newsroom/completion.js"
};
static const unsigned char file26[] = {
#embed "newsroom/composition.js"
};
static const unsigned char file27[] = {
#embed "newsroom/counts.js"
};
static const unsigned char file28[] = {
#embed "newsroom/difference.mustache"
};
static const unsigned char file29[] = {
#embed "newsroom/differences.mustache"
};
static const unsigned char file30[] = {
#embed "newsroom/dom.js"
};
static const unsigned char file31[] = {
#embed "newsroom/editor.js"
};
static const unsigned char file32[] = {
#embed "newsroom/exchange.js"
};
static const unsigned char file33[] = {
#embed "newsroom/fields.js"
};
static const unsigned char file34[] = {
#embed "newsroom/find.js"
};
static const unsigned char file35[] = {
#embed "newsroom/forgotten.mustache"
};
static const unsigned char file36[] = {
#embed "newsroom/guest.mustache"
};
static const unsigned char file37[] = {
#embed "newsroom/guests.mustache"
};
static const unsigned char file38[] = {
#embed "newsroom/invitation.mustache"
};
static const unsigned char file39[] = {
#embed "newsroom/journal.js"
};
static const unsigned char file40[] = {
#embed "newsroom/kept.mustache"
};
static const unsigned char file41[] = {
#embed "newsroom/keys.js"
};
static const unsigned char file42[] = {
#embed "newsroom/left-behind.js"
};
static const unsigned char file43[] = {
#embed "newsroom/link.mustache"
};
static const unsigned char file44[] = {
#embed "newsroom/links.js"
};
static const unsigned char file45[] = {
#embed "newsroom/list-row.mustache"
};
static const unsigned char file46[] = {
#embed "newsroom/list.js"
};
static const unsigned char file47[] = {
#embed "newsroom/list.mustache"
};
static const unsigned char file48[] = {
#embed "newsroom/media.js"
};
static const unsigned char file49[] = {
#embed "newsroom/member.mustache"
};
static const unsigned char file50[] = {
#embed "newsroom/mentions.js"
};
static const unsigned char file51[] = {
#embed "newsroom/morph.js"
};
static const unsigned char file52[] = {
#embed "newsroom/new-story.js"
};
static const unsigned char file53[] = {
#embed "newsroom/newsroom.css"
};
static const unsigned char file54[] = {
#embed "newsroom/note-card.js"
};
static const unsigned char file55[] = {
#embed "newsroom/note-field.js"
};
static const unsigned char file56[] = {
#embed "newsroom/note-panel.js"
};
static const unsigned char file57[] = {
#embed "newsroom/note-places.js"
};
static const unsigned char file58[] = {
#embed "newsroom/note-rail.js"
};
static const unsigned char file59[] = {
#embed "newsroom/note.mustache"
};
static const unsigned char file60[] = {
#embed "newsroom/notes.js"
};
static const unsigned char file61[] = {
#embed "newsroom/notice.mustache"
};
static const unsigned char file62[] = {
#embed "newsroom/notices.js"
};
static const unsigned char file63[] = {
#embed "newsroom/notifications.mustache"
};
static const unsigned char file64[] = {
#embed "newsroom/outbox.js"
};
static const unsigned char file65[] = {
#embed "newsroom/panels.js"
};
static const unsigned char file66[] = {
#embed "newsroom/passed-batches.js"
};
static const unsigned char file67[] = {
#embed "newsroom/passkey.js"
};
static const unsigned char file68[] = {
#embed "newsroom/passkeys.mustache"
};
static const unsigned char file69[] = {
#embed "newsroom/passwords.mustache"
};
static const unsigned char file70[] = {
#embed "newsroom/paste-html.js"
};
static const unsigned char file71[] = {
#embed "newsroom/paste-lists.js"
};
static const unsigned char file72[] = {
#embed "newsroom/paste-marks.js"
};
static const unsigned char file73[] = {
#embed "newsroom/paste-tables.js"
};
static const unsigned char file74[] = {
#embed "newsroom/paste.js"
};
static const unsigned char file75[] = {
#embed "newsroom/people.mustache"
};
static const unsigned char file76[] = {
#embed "../../.tools/editor/prose-editor.js"
};
static const unsigned char file77[] = {
#embed "newsroom/ranges.js"
};
static const unsigned char file78[] = {
#embed "newsroom/rebase.js"
};
static const unsigned char file79[] = {
#embed "newsroom/related.js"
};
static const unsigned char file80[] = {
#embed "newsroom/rescue.js"
};
static const unsigned char file81[] = {
#embed "newsroom/revisions.mustache"
};
static const unsigned char file82[] = {
#embed "newsroom/schema.js"
};
static const unsigned char file83[] = {
#embed "newsroom/second-factor.mustache"
};
static const unsigned char file84[] = {
#embed "newsroom/security-line.mustache"
};
static const unsigned char file85[] = {
#embed "newsroom/security-log.mustache"
};
static const unsigned char file86[] = {
#embed "newsroom/selection.mustache"
};
static const unsigned char file87[] = {
#embed "newsroom/shared-text-plugin.js"
};
static const unsigned char file88[] = {
#embed "newsroom/shared-text.js"
};
static const unsigned char file89[] = {
#embed "newsroom/shortcuts.js"
};
static const unsigned char file90[] = {
#embed "newsroom/sign-in.mustache"
};
static const unsigned char file91[] = {
#embed "newsroom/sign-out.js"
};
static const unsigned char file92[] = {
#embed "newsroom/standing.js"
};
static const unsigned char file93[] = {
#embed "newsroom/status.js"
};
static const unsigned char file94[] = {
#embed "newsroom/step-keys.js"
};
static const unsigned char file95[] = {
#embed "newsroom/step.mustache"
};
static const unsigned char file96[] = {
#embed "newsroom/steps.js"
};
static const unsigned char file97[] = {
#embed "newsroom/story-editor.js"
};
static const unsigned char file98[] = {
#embed "newsroom/story-events.js"
};
static const unsigned char file99[] = {
#embed "newsroom/story.mustache"
};
static const unsigned char file100[] = {
#embed "newsroom/strings-en.json"
};
static const unsigned char file101[] = {
#embed "newsroom/strings-id.json"
};
static const unsigned char file102[] = {
#embed "newsroom/task-facts.mustache"
};
static const unsigned char file103[] = {
#embed "newsroom/task.mustache"
};
static const unsigned char file104[] = {
#embed "newsroom/toolbar-items.js"
};
static const unsigned char file105[] = {
#embed "newsroom/toolbar.js"
};
static const unsigned char file106[] = {
#embed "newsroom/top.mustache"
};
static const unsigned char file107[] = {
#embed "newsroom/typography.js"
};
static const unsigned char file108[] = {
#embed "newsroom/undo.js"
};
static const unsigned char file109[] = {
#embed "newsroom/writing.css"
};
static const unsigned char file110[] = {
#embed "passwords/common.txt"
};
static const unsigned char file111[] = {
#embed "theme/also.mustache"
};
static const unsigned char file112[] = {
#embed "theme/ask.mustache"
};
static const unsigned char file113[] = {
#embed "theme/dateline.mustache"
};
static const unsigned char file114[] = {
#embed "theme/favicon.ico"
};
static const unsigned char file115[] = {
#embed "theme/favicon.svg"
};
static const unsigned char file116[] = {
#embed "theme/feed.mustache"
};
static const unsigned char file117[] = {
#embed "theme/front.mustache"
};
static const unsigned char file118[] = {
#embed "theme/head.mustache"
};
static const unsigned char file119[] = {
#embed "theme/header.mustache"
};
static const unsigned char file120[] = {
#embed "theme/icon.svg"
};
static const unsigned char file121[] = {
#embed "theme/lead.mustache"
};
static const unsigned char file122[] = {
#embed "theme/list.mustache"
};
static const unsigned char file123[] = {
#embed "theme/notice.mustache"
};
static const unsigned char file124[] = {
#embed "theme/pagination.mustache"
};
static const unsigned char file125[] = {
#embed "theme/picture.mustache"
};
static const unsigned char file126[] = {
#embed "theme/popular.mustache"
};
static const unsigned char file127[] = {
#embed "theme/rails.mustache"
};
static const unsigned char file128[] = {
#embed "theme/row.mustache"
};
static const unsigned char file129[] = {
#embed "theme/script.js"
};
static const unsigned char file130[] = {
#embed "theme/search.mustache"
};
static const unsigned char file131[] = {
#embed "theme/section.mustache"
};
static const unsigned char file132[] = {
#embed "theme/story.mustache"
};
static const unsigned char file133[] = {
#embed "theme/strings-en.json"
};
static const unsigned char file134[] = {
#embed "theme/strings-id.json"
};
static const unsigned char file135[] = {
#embed "theme/style.css"
};
static const unsigned char file136[] = {
#embed "theme/touch-icon.png"
};
static const unsigned char file137[] = {
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
    {"newsroom/commands.js", file23, sizeof file23},
    {"newsroom/comparison.mustache", file24, sizeof file24},
    {"newsroom/completion.js", file25, sizeof file25},
    {"newsroom/composition.js", file26, sizeof file26},
    {"newsroom/counts.js", file27, sizeof file27},
    {"newsroom/difference.mustache", file28, sizeof file28},
    {"newsroom/differences.mustache", file29, sizeof file29},
    {"newsroom/dom.js", file30, sizeof file30},
    {"newsroom/editor.js", file31, sizeof file31},
    {"newsroom/exchange.js", file32, sizeof file32},
    {"newsroom/fields.js", file33, sizeof file33},
    {"newsroom/find.js", file34, sizeof file34},
    {"newsroom/forgotten.mustache", file35, sizeof file35},
    {"newsroom/guest.mustache", file36, sizeof file36},
    {"newsroom/guests.mustache", file37, sizeof file37},
    {"newsroom/invitation.mustache", file38, sizeof file38},
    {"newsroom/journal.js", file39, sizeof file39},
    {"newsroom/kept.mustache", file40, sizeof file40},
    {"newsroom/keys.js", file41, sizeof file41},
    {"newsroom/left-behind.js", file42, sizeof file42},
    {"newsroom/link.mustache", file43, sizeof file43},
    {"newsroom/links.js", file44, sizeof file44},
    {"newsroom/list-row.mustache", file45, sizeof file45},
    {"newsroom/list.js", file46, sizeof file46},
    {"newsroom/list.mustache", file47, sizeof file47},
    {"newsroom/media.js", file48, sizeof file48},
    {"newsroom/member.mustache", file49, sizeof file49},
    {"newsroom/mentions.js", file50, sizeof file50},
    {"newsroom/morph.js", file51, sizeof file51},
    {"newsroom/new-story.js", file52, sizeof file52},
    {"newsroom/newsroom.css", file53, sizeof file53},
    {"newsroom/note-card.js", file54, sizeof file54},
    {"newsroom/note-field.js", file55, sizeof file55},
    {"newsroom/note-panel.js", file56, sizeof file56},
    {"newsroom/note-places.js", file57, sizeof file57},
    {"newsroom/note-rail.js", file58, sizeof file58},
    {"newsroom/note.mustache", file59, sizeof file59},
    {"newsroom/notes.js", file60, sizeof file60},
    {"newsroom/notice.mustache", file61, sizeof file61},
    {"newsroom/notices.js", file62, sizeof file62},
    {"newsroom/notifications.mustache", file63, sizeof file63},
    {"newsroom/outbox.js", file64, sizeof file64},
    {"newsroom/panels.js", file65, sizeof file65},
    {"newsroom/passed-batches.js", file66, sizeof file66},
    {"newsroom/passkey.js", file67, sizeof file67},
    {"newsroom/passkeys.mustache", file68, sizeof file68},
    {"newsroom/passwords.mustache", file69, sizeof file69},
    {"newsroom/paste-html.js", file70, sizeof file70},
    {"newsroom/paste-lists.js", file71, sizeof file71},
    {"newsroom/paste-marks.js", file72, sizeof file72},
    {"newsroom/paste-tables.js", file73, sizeof file73},
    {"newsroom/paste.js", file74, sizeof file74},
    {"newsroom/people.mustache", file75, sizeof file75},
    {"newsroom/prose-editor.js", file76, sizeof file76},
    {"newsroom/ranges.js", file77, sizeof file77},
    {"newsroom/rebase.js", file78, sizeof file78},
    {"newsroom/related.js", file79, sizeof file79},
    {"newsroom/rescue.js", file80, sizeof file80},
    {"newsroom/revisions.mustache", file81, sizeof file81},
    {"newsroom/schema.js", file82, sizeof file82},
    {"newsroom/second-factor.mustache", file83, sizeof file83},
    {"newsroom/security-line.mustache", file84, sizeof file84},
    {"newsroom/security-log.mustache", file85, sizeof file85},
    {"newsroom/selection.mustache", file86, sizeof file86},
    {"newsroom/shared-text-plugin.js", file87, sizeof file87},
    {"newsroom/shared-text.js", file88, sizeof file88},
    {"newsroom/shortcuts.js", file89, sizeof file89},
    {"newsroom/sign-in.mustache", file90, sizeof file90},
    {"newsroom/sign-out.js", file91, sizeof file91},
    {"newsroom/standing.js", file92, sizeof file92},
    {"newsroom/status.js", file93, sizeof file93},
    {"newsroom/step-keys.js", file94, sizeof file94},
    {"newsroom/step.mustache", file95, sizeof file95},
    {"newsroom/steps.js", file96, sizeof file96},
    {"newsroom/story-editor.js", file97, sizeof file97},
    {"newsroom/story-events.js", file98, sizeof file98},
    {"newsroom/story.mustache", file99, sizeof file99},
    {"newsroom/strings-en.json", file100, sizeof file100},
    {"newsroom/strings-id.json", file101, sizeof file101},
    {"newsroom/task-facts.mustache", file102, sizeof file102},
    {"newsroom/task.mustache", file103, sizeof file103},
    {"newsroom/toolbar-items.js", file104, sizeof file104},
    {"newsroom/toolbar.js", file105, sizeof file105},
    {"newsroom/top.mustache", file106, sizeof file106},
    {"newsroom/typography.js", file107, sizeof file107},
    {"newsroom/undo.js", file108, sizeof file108},
    {"newsroom/writing.css", file109, sizeof file109},
    {"passwords/common.txt", file110, sizeof file110},
    {"theme/also.mustache", file111, sizeof file111},
    {"theme/ask.mustache", file112, sizeof file112},
    {"theme/dateline.mustache", file113, sizeof file113},
    {"theme/favicon.ico", file114, sizeof file114},
    {"theme/favicon.svg", file115, sizeof file115},
    {"theme/feed.mustache", file116, sizeof file116},
    {"theme/front.mustache", file117, sizeof file117},
    {"theme/head.mustache", file118, sizeof file118},
    {"theme/header.mustache", file119, sizeof file119},
    {"theme/icon.svg", file120, sizeof file120},
    {"theme/lead.mustache", file121, sizeof file121},
    {"theme/list.mustache", file122, sizeof file122},
    {"theme/notice.mustache", file123, sizeof file123},
    {"theme/pagination.mustache", file124, sizeof file124},
    {"theme/picture.mustache", file125, sizeof file125},
    {"theme/popular.mustache", file126, sizeof file126},
    {"theme/rails.mustache", file127, sizeof file127},
    {"theme/row.mustache", file128, sizeof file128},
    {"theme/script.js", file129, sizeof file129},
    {"theme/search.mustache", file130, sizeof file130},
    {"theme/section.mustache", file131, sizeof file131},
    {"theme/story.mustache", file132, sizeof file132},
    {"theme/strings-en.json", file133, sizeof file133},
    {"theme/strings-id.json", file134, sizeof file134},
    {"theme/style.css", file135, sizeof file135},
    {"theme/touch-icon.png", file136, sizeof file136},
    {"theme/updates.mustache", file137, sizeof file137},
};

const struct warta_asset *warta_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
