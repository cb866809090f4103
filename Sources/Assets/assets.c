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
#embed "demo/complaint.txt"
};
static const unsigned char file3[] = {
#embed "demo/gamelan.svg"
};
static const unsigned char file4[] = {
#embed "demo/gunung.svg"
};
static const unsigned char file5[] = {
#embed "demo/imprint.json"
};
static const unsigned char file6[] = {
#embed "demo/laboratorium.svg"
};
static const unsigned char file7[] = {
#embed "demo/mrt.svg"
};
static const unsigned char file8[] = {
#embed "demo/papua.svg"
};
static const unsigned char file9[] = {
#embed "demo/parlemen.svg"
};
static const unsigned char file10[] = {
#embed "demo/pasar.svg"
};
static const unsigned char file11[] = {
#embed "demo/pelabuhan.svg"
};
static const unsigned char file12[] = {
#embed "demo/pinisi.svg"
};
static const unsigned char file13[] = {
#embed "demo/pusatdata.svg"
};
static const unsigned char file14[] = {
#embed "demo/reply.txt"
};
static const unsigned char file15[] = {
#embed "demo/sawah.svg"
};
static const unsigned char file16[] = {
#embed "demo/stadion.svg"
};
static const unsigned char file17[] = {
#embed "demo/stasiun.svg"
};
static const unsigned char file18[] = {
#embed "demo/stories.jsonl"
};
static const unsigned char file19[] = {
#embed "demo/surya.svg"
};
static const unsigned char file20[] = {
#embed "newsroom/account.mustache"
};
static const unsigned char file21[] = {
#embed "newsroom/banner.mustache"
};
static const unsigned char file22[] = {
#embed "newsroom/bottom.mustache"
};
static const unsigned char file23[] = {
#embed "newsroom/carets.js"
};
static const unsigned char file24[] = {
#embed "newsroom/changes.js"
};
static const unsigned char file25[] = {
#embed "newsroom/checks.mustache"
};
static const unsigned char file26[] = {
#embed "newsroom/code.mustache"
};
static const unsigned char file27[] = {
#embed "newsroom/commands.js"
};
static const unsigned char file28[] = {
#embed "newsroom/comparison.mustache"
};
static const unsigned char file29[] = {
#embed "newsroom/completion.js"
};
static const unsigned char file30[] = {
#embed "newsroom/composition.js"
};
static const unsigned char file31[] = {
#embed "newsroom/counts.js"
};
static const unsigned char file32[] = {
#embed "newsroom/device.js"
};
static const unsigned char file33[] = {
#embed "newsroom/difference.mustache"
};
static const unsigned char file34[] = {
#embed "newsroom/differences.mustache"
};
static const unsigned char file35[] = {
#embed "newsroom/dom.js"
};
static const unsigned char file36[] = {
#embed "newsroom/editor.js"
};
static const unsigned char file37[] = {
#embed "newsroom/exchange.js"
};
static const unsigned char file38[] = {
#embed "newsroom/fields.js"
};
static const unsigned char file39[] = {
#embed "newsroom/filed.mustache"
};
static const unsigned char file40[] = {
#embed "newsroom/filing-outbox.js"
};
static const unsigned char file41[] = {
#embed "newsroom/filing.js"
};
static const unsigned char file42[] = {
#embed "newsroom/filing.mustache"
};
static const unsigned char file43[] = {
#embed "newsroom/find.js"
};
static const unsigned char file44[] = {
#embed "newsroom/forgotten.mustache"
};
static const unsigned char file45[] = {
#embed "newsroom/grievance.mustache"
};
static const unsigned char file46[] = {
#embed "newsroom/grievances.mustache"
};
static const unsigned char file47[] = {
#embed "newsroom/guest.mustache"
};
static const unsigned char file48[] = {
#embed "newsroom/guests.mustache"
};
static const unsigned char file49[] = {
#embed "newsroom/hero-picture.js"
};
static const unsigned char file50[] = {
#embed "newsroom/invitation.mustache"
};
static const unsigned char file51[] = {
#embed "newsroom/journal.js"
};
static const unsigned char file52[] = {
#embed "newsroom/kept-stories.js"
};
static const unsigned char file53[] = {
#embed "newsroom/kept.mustache"
};
static const unsigned char file54[] = {
#embed "newsroom/keys.js"
};
static const unsigned char file55[] = {
#embed "newsroom/left-behind.js"
};
static const unsigned char file56[] = {
#embed "newsroom/link.mustache"
};
static const unsigned char file57[] = {
#embed "newsroom/links.js"
};
static const unsigned char file58[] = {
#embed "newsroom/list-row.mustache"
};
static const unsigned char file59[] = {
#embed "newsroom/list.js"
};
static const unsigned char file60[] = {
#embed "newsroom/list.mustache"
};
static const unsigned char file61[] = {
#embed "newsroom/media.js"
};
static const unsigned char file62[] = {
#embed "newsroom/member.mustache"
};
static const unsigned char file63[] = {
#embed "newsroom/mentions.js"
};
static const unsigned char file64[] = {
#embed "newsroom/morph.js"
};
static const unsigned char file65[] = {
#embed "newsroom/new-story.js"
};
static const unsigned char file66[] = {
#embed "newsroom/newsroom.css"
};
static const unsigned char file67[] = {
#embed "newsroom/note-card.js"
};
static const unsigned char file68[] = {
#embed "newsroom/note-field.js"
};
static const unsigned char file69[] = {
#embed "newsroom/note-panel.js"
};
static const unsigned char file70[] = {
#embed "newsroom/note-places.js"
};
static const unsigned char file71[] = {
#embed "newsroom/note-rail.js"
};
static const unsigned char file72[] = {
#embed "newsroom/note.mustache"
};
static const unsigned char file73[] = {
#embed "newsroom/notes.js"
};
static const unsigned char file74[] = {
#embed "newsroom/notice.mustache"
};
static const unsigned char file75[] = {
#embed "newsroom/notices.js"
};
static const unsigned char file76[] = {
#embed "newsroom/notifications.mustache"
};
static const unsigned char file77[] = {
#embed "newsroom/outbox-view.js"
};
static const unsigned char file78[] = {
#embed "newsroom/outbox.js"
};
static const unsigned char file79[] = {
#embed "newsroom/panels.js"
};
static const unsigned char file80[] = {
#embed "newsroom/passed-batches.js"
};
static const unsigned char file81[] = {
#embed "newsroom/passkey.js"
};
static const unsigned char file82[] = {
#embed "newsroom/passkeys.mustache"
};
static const unsigned char file83[] = {
#embed "newsroom/passwords.mustache"
};
static const unsigned char file84[] = {
#embed "newsroom/paste-html.js"
};
static const unsigned char file85[] = {
#embed "newsroom/paste-lists.js"
};
static const unsigned char file86[] = {
#embed "newsroom/paste-marks.js"
};
static const unsigned char file87[] = {
#embed "newsroom/paste-tables.js"
};
static const unsigned char file88[] = {
#embed "newsroom/paste.js"
};
static const unsigned char file89[] = {
#embed "newsroom/people.mustache"
};
static const unsigned char file90[] = {
#embed "newsroom/picture-panel.js"
};
static const unsigned char file91[] = {
#embed "newsroom/picture-upload.js"
};
static const unsigned char file92[] = {
#embed "newsroom/pictures.mustache"
};
static const unsigned char file93[] = {
#embed "newsroom/preview.mustache"
};
static const unsigned char file94[] = {
#embed "../../.tools/editor/prose-editor.js"
};
static const unsigned char file95[] = {
#embed "newsroom/ranges.js"
};
static const unsigned char file96[] = {
#embed "newsroom/rebase.js"
};
static const unsigned char file97[] = {
#embed "newsroom/receipts.js"
};
static const unsigned char file98[] = {
#embed "newsroom/receipts.mustache"
};
static const unsigned char file99[] = {
#embed "newsroom/related.js"
};
static const unsigned char file100[] = {
#embed "newsroom/rescue.js"
};
static const unsigned char file101[] = {
#embed "newsroom/revisions.mustache"
};
static const unsigned char file102[] = {
#embed "newsroom/schema.js"
};
static const unsigned char file103[] = {
#embed "newsroom/second-factor.mustache"
};
static const unsigned char file104[] = {
#embed "newsroom/security-line.mustache"
};
static const unsigned char file105[] = {
#embed "newsroom/security-log.mustache"
};
static const unsigned char file106[] = {
#embed "newsroom/selection.mustache"
};
static const unsigned char file107[] = {
#embed "newsroom/session.js"
};
static const unsigned char file108[] = {
#embed "newsroom/shared-text-plugin.js"
};
static const unsigned char file109[] = {
#embed "newsroom/shared-text.js"
};
static const unsigned char file110[] = {
#embed "newsroom/shortcuts.js"
};
static const unsigned char file111[] = {
#embed "newsroom/shown.mustache"
};
static const unsigned char file112[] = {
#embed "newsroom/sign-in.mustache"
};
static const unsigned char file113[] = {
#embed "newsroom/sign-out.js"
};
static const unsigned char file114[] = {
#embed "newsroom/standing-page.mustache"
};
static const unsigned char file115[] = {
#embed "newsroom/standing-pages.mustache"
};
static const unsigned char file116[] = {
#embed "newsroom/standing.js"
};
static const unsigned char file117[] = {
#embed "newsroom/status.js"
};
static const unsigned char file118[] = {
#embed "newsroom/step-keys.js"
};
static const unsigned char file119[] = {
#embed "newsroom/step.mustache"
};
static const unsigned char file120[] = {
#embed "newsroom/steps.js"
};
static const unsigned char file121[] = {
#embed "newsroom/story-editor.js"
};
static const unsigned char file122[] = {
#embed "newsroom/story-events.js"
};
static const unsigned char file123[] = {
#embed "newsroom/story-pictures.js"
};
static const unsigned char file124[] = {
#embed "newsroom/story.mustache"
};
static const unsigned char file125[] = {
#embed "newsroom/strings-en.json"
};
static const unsigned char file126[] = {
#embed "newsroom/strings-id.json"
};
static const unsigned char file127[] = {
#embed "newsroom/task-facts.mustache"
};
static const unsigned char file128[] = {
#embed "newsroom/task.mustache"
};
static const unsigned char file129[] = {
#embed "newsroom/time.mustache"
};
static const unsigned char file130[] = {
#embed "newsroom/toolbar-items.js"
};
static const unsigned char file131[] = {
#embed "newsroom/toolbar.js"
};
static const unsigned char file132[] = {
#embed "newsroom/top.mustache"
};
static const unsigned char file133[] = {
#embed "newsroom/typography.js"
};
static const unsigned char file134[] = {
#embed "newsroom/undo.js"
};
static const unsigned char file135[] = {
#embed "newsroom/unverified.mustache"
};
static const unsigned char file136[] = {
#embed "newsroom/upload-places.js"
};
static const unsigned char file137[] = {
#embed "newsroom/writing.css"
};
static const unsigned char file138[] = {
#embed "passwords/common.txt"
};
static const unsigned char file139[] = {
#embed "theme/also.mustache"
};
static const unsigned char file140[] = {
#embed "theme/ask.mustache"
};
static const unsigned char file141[] = {
#embed "theme/banner.css"
};
static const unsigned char file142[] = {
#embed "theme/banner.mustache"
};
static const unsigned char file143[] = {
#embed "theme/changes.mustache"
};
static const unsigned char file144[] = {
#embed "theme/correction.mustache"
};
static const unsigned char file145[] = {
#embed "theme/corrections.mustache"
};
static const unsigned char file146[] = {
#embed "theme/dateline.mustache"
};
static const unsigned char file147[] = {
#embed "theme/favicon.ico"
};
static const unsigned char file148[] = {
#embed "theme/favicon.svg"
};
static const unsigned char file149[] = {
#embed "theme/feed.mustache"
};
static const unsigned char file150[] = {
#embed "theme/filters.mustache"
};
static const unsigned char file151[] = {
#embed "theme/front.mustache"
};
static const unsigned char file152[] = {
#embed "theme/grievance.mustache"
};
static const unsigned char file153[] = {
#embed "theme/head.mustache"
};
static const unsigned char file154[] = {
#embed "theme/header.mustache"
};
static const unsigned char file155[] = {
#embed "theme/icon.svg"
};
static const unsigned char file156[] = {
#embed "theme/lead.mustache"
};
static const unsigned char file157[] = {
#embed "theme/ledger.mustache"
};
static const unsigned char file158[] = {
#embed "theme/list.mustache"
};
static const unsigned char file159[] = {
#embed "theme/notice.mustache"
};
static const unsigned char file160[] = {
#embed "theme/pages.css"
};
static const unsigned char file161[] = {
#embed "theme/pagination.mustache"
};
static const unsigned char file162[] = {
#embed "theme/past.css"
};
static const unsigned char file163[] = {
#embed "theme/past.mustache"
};
static const unsigned char file164[] = {
#embed "theme/picture.mustache"
};
static const unsigned char file165[] = {
#embed "theme/popular.mustache"
};
static const unsigned char file166[] = {
#embed "theme/rails.mustache"
};
static const unsigned char file167[] = {
#embed "theme/receipt.mustache"
};
static const unsigned char file168[] = {
#embed "theme/row.mustache"
};
static const unsigned char file169[] = {
#embed "theme/script.js"
};
static const unsigned char file170[] = {
#embed "theme/search.mustache"
};
static const unsigned char file171[] = {
#embed "theme/section.mustache"
};
static const unsigned char file172[] = {
#embed "theme/standing.mustache"
};
static const unsigned char file173[] = {
#embed "theme/story.mustache"
};
static const unsigned char file174[] = {
#embed "theme/strings-en.json"
};
static const unsigned char file175[] = {
#embed "theme/strings-id.json"
};
static const unsigned char file176[] = {
#embed "theme/style.css"
};
static const unsigned char file177[] = {
#embed "theme/touch-icon.png"
};
static const unsigned char file178[] = {
#embed "theme/updates.mustache"
};

static const struct warta_asset assets[] = {
    {"demo/banjir.svg", file0, sizeof file0},
    {"demo/batik.svg", file1, sizeof file1},
    {"demo/complaint.txt", file2, sizeof file2},
    {"demo/gamelan.svg", file3, sizeof file3},
    {"demo/gunung.svg", file4, sizeof file4},
    {"demo/imprint.json", file5, sizeof file5},
    {"demo/laboratorium.svg", file6, sizeof file6},
    {"demo/mrt.svg", file7, sizeof file7},
    {"demo/papua.svg", file8, sizeof file8},
    {"demo/parlemen.svg", file9, sizeof file9},
    {"demo/pasar.svg", file10, sizeof file10},
    {"demo/pelabuhan.svg", file11, sizeof file11},
    {"demo/pinisi.svg", file12, sizeof file12},
    {"demo/pusatdata.svg", file13, sizeof file13},
    {"demo/reply.txt", file14, sizeof file14},
    {"demo/sawah.svg", file15, sizeof file15},
    {"demo/stadion.svg", file16, sizeof file16},
    {"demo/stasiun.svg", file17, sizeof file17},
    {"demo/stories.jsonl", file18, sizeof file18},
    {"demo/surya.svg", file19, sizeof file19},
    {"newsroom/account.mustache", file20, sizeof file20},
    {"newsroom/banner.mustache", file21, sizeof file21},
    {"newsroom/bottom.mustache", file22, sizeof file22},
    {"newsroom/carets.js", file23, sizeof file23},
    {"newsroom/changes.js", file24, sizeof file24},
    {"newsroom/checks.mustache", file25, sizeof file25},
    {"newsroom/code.mustache", file26, sizeof file26},
    {"newsroom/commands.js", file27, sizeof file27},
    {"newsroom/comparison.mustache", file28, sizeof file28},
    {"newsroom/completion.js", file29, sizeof file29},
    {"newsroom/composition.js", file30, sizeof file30},
    {"newsroom/counts.js", file31, sizeof file31},
    {"newsroom/device.js", file32, sizeof file32},
    {"newsroom/difference.mustache", file33, sizeof file33},
    {"newsroom/differences.mustache", file34, sizeof file34},
    {"newsroom/dom.js", file35, sizeof file35},
    {"newsroom/editor.js", file36, sizeof file36},
    {"newsroom/exchange.js", file37, sizeof file37},
    {"newsroom/fields.js", file38, sizeof file38},
    {"newsroom/filed.mustache", file39, sizeof file39},
    {"newsroom/filing-outbox.js", file40, sizeof file40},
    {"newsroom/filing.js", file41, sizeof file41},
    {"newsroom/filing.mustache", file42, sizeof file42},
    {"newsroom/find.js", file43, sizeof file43},
    {"newsroom/forgotten.mustache", file44, sizeof file44},
    {"newsroom/grievance.mustache", file45, sizeof file45},
    {"newsroom/grievances.mustache", file46, sizeof file46},
    {"newsroom/guest.mustache", file47, sizeof file47},
    {"newsroom/guests.mustache", file48, sizeof file48},
    {"newsroom/hero-picture.js", file49, sizeof file49},
    {"newsroom/invitation.mustache", file50, sizeof file50},
    {"newsroom/journal.js", file51, sizeof file51},
    {"newsroom/kept-stories.js", file52, sizeof file52},
    {"newsroom/kept.mustache", file53, sizeof file53},
    {"newsroom/keys.js", file54, sizeof file54},
    {"newsroom/left-behind.js", file55, sizeof file55},
    {"newsroom/link.mustache", file56, sizeof file56},
    {"newsroom/links.js", file57, sizeof file57},
    {"newsroom/list-row.mustache", file58, sizeof file58},
    {"newsroom/list.js", file59, sizeof file59},
    {"newsroom/list.mustache", file60, sizeof file60},
    {"newsroom/media.js", file61, sizeof file61},
    {"newsroom/member.mustache", file62, sizeof file62},
    {"newsroom/mentions.js", file63, sizeof file63},
    {"newsroom/morph.js", file64, sizeof file64},
    {"newsroom/new-story.js", file65, sizeof file65},
    {"newsroom/newsroom.css", file66, sizeof file66},
    {"newsroom/note-card.js", file67, sizeof file67},
    {"newsroom/note-field.js", file68, sizeof file68},
    {"newsroom/note-panel.js", file69, sizeof file69},
    {"newsroom/note-places.js", file70, sizeof file70},
    {"newsroom/note-rail.js", file71, sizeof file71},
    {"newsroom/note.mustache", file72, sizeof file72},
    {"newsroom/notes.js", file73, sizeof file73},
    {"newsroom/notice.mustache", file74, sizeof file74},
    {"newsroom/notices.js", file75, sizeof file75},
    {"newsroom/notifications.mustache", file76, sizeof file76},
    {"newsroom/outbox-view.js", file77, sizeof file77},
    {"newsroom/outbox.js", file78, sizeof file78},
    {"newsroom/panels.js", file79, sizeof file79},
    {"newsroom/passed-batches.js", file80, sizeof file80},
    {"newsroom/passkey.js", file81, sizeof file81},
    {"newsroom/passkeys.mustache", file82, sizeof file82},
    {"newsroom/passwords.mustache", file83, sizeof file83},
    {"newsroom/paste-html.js", file84, sizeof file84},
    {"newsroom/paste-lists.js", file85, sizeof file85},
    {"newsroom/paste-marks.js", file86, sizeof file86},
    {"newsroom/paste-tables.js", file87, sizeof file87},
    {"newsroom/paste.js", file88, sizeof file88},
    {"newsroom/people.mustache", file89, sizeof file89},
    {"newsroom/picture-panel.js", file90, sizeof file90},
    {"newsroom/picture-upload.js", file91, sizeof file91},
    {"newsroom/pictures.mustache", file92, sizeof file92},
    {"newsroom/preview.mustache", file93, sizeof file93},
    {"newsroom/prose-editor.js", file94, sizeof file94},
    {"newsroom/ranges.js", file95, sizeof file95},
    {"newsroom/rebase.js", file96, sizeof file96},
    {"newsroom/receipts.js", file97, sizeof file97},
    {"newsroom/receipts.mustache", file98, sizeof file98},
    {"newsroom/related.js", file99, sizeof file99},
    {"newsroom/rescue.js", file100, sizeof file100},
    {"newsroom/revisions.mustache", file101, sizeof file101},
    {"newsroom/schema.js", file102, sizeof file102},
    {"newsroom/second-factor.mustache", file103, sizeof file103},
    {"newsroom/security-line.mustache", file104, sizeof file104},
    {"newsroom/security-log.mustache", file105, sizeof file105},
    {"newsroom/selection.mustache", file106, sizeof file106},
    {"newsroom/session.js", file107, sizeof file107},
    {"newsroom/shared-text-plugin.js", file108, sizeof file108},
    {"newsroom/shared-text.js", file109, sizeof file109},
    {"newsroom/shortcuts.js", file110, sizeof file110},
    {"newsroom/shown.mustache", file111, sizeof file111},
    {"newsroom/sign-in.mustache", file112, sizeof file112},
    {"newsroom/sign-out.js", file113, sizeof file113},
    {"newsroom/standing-page.mustache", file114, sizeof file114},
    {"newsroom/standing-pages.mustache", file115, sizeof file115},
    {"newsroom/standing.js", file116, sizeof file116},
    {"newsroom/status.js", file117, sizeof file117},
    {"newsroom/step-keys.js", file118, sizeof file118},
    {"newsroom/step.mustache", file119, sizeof file119},
    {"newsroom/steps.js", file120, sizeof file120},
    {"newsroom/story-editor.js", file121, sizeof file121},
    {"newsroom/story-events.js", file122, sizeof file122},
    {"newsroom/story-pictures.js", file123, sizeof file123},
    {"newsroom/story.mustache", file124, sizeof file124},
    {"newsroom/strings-en.json", file125, sizeof file125},
    {"newsroom/strings-id.json", file126, sizeof file126},
    {"newsroom/task-facts.mustache", file127, sizeof file127},
    {"newsroom/task.mustache", file128, sizeof file128},
    {"newsroom/time.mustache", file129, sizeof file129},
    {"newsroom/toolbar-items.js", file130, sizeof file130},
    {"newsroom/toolbar.js", file131, sizeof file131},
    {"newsroom/top.mustache", file132, sizeof file132},
    {"newsroom/typography.js", file133, sizeof file133},
    {"newsroom/undo.js", file134, sizeof file134},
    {"newsroom/unverified.mustache", file135, sizeof file135},
    {"newsroom/upload-places.js", file136, sizeof file136},
    {"newsroom/writing.css", file137, sizeof file137},
    {"passwords/common.txt", file138, sizeof file138},
    {"theme/also.mustache", file139, sizeof file139},
    {"theme/ask.mustache", file140, sizeof file140},
    {"theme/banner.css", file141, sizeof file141},
    {"theme/banner.mustache", file142, sizeof file142},
    {"theme/changes.mustache", file143, sizeof file143},
    {"theme/correction.mustache", file144, sizeof file144},
    {"theme/corrections.mustache", file145, sizeof file145},
    {"theme/dateline.mustache", file146, sizeof file146},
    {"theme/favicon.ico", file147, sizeof file147},
    {"theme/favicon.svg", file148, sizeof file148},
    {"theme/feed.mustache", file149, sizeof file149},
    {"theme/filters.mustache", file150, sizeof file150},
    {"theme/front.mustache", file151, sizeof file151},
    {"theme/grievance.mustache", file152, sizeof file152},
    {"theme/head.mustache", file153, sizeof file153},
    {"theme/header.mustache", file154, sizeof file154},
    {"theme/icon.svg", file155, sizeof file155},
    {"theme/lead.mustache", file156, sizeof file156},
    {"theme/ledger.mustache", file157, sizeof file157},
    {"theme/list.mustache", file158, sizeof file158},
    {"theme/notice.mustache", file159, sizeof file159},
    {"theme/pages.css", file160, sizeof file160},
    {"theme/pagination.mustache", file161, sizeof file161},
    {"theme/past.css", file162, sizeof file162},
    {"theme/past.mustache", file163, sizeof file163},
    {"theme/picture.mustache", file164, sizeof file164},
    {"theme/popular.mustache", file165, sizeof file165},
    {"theme/rails.mustache", file166, sizeof file166},
    {"theme/receipt.mustache", file167, sizeof file167},
    {"theme/row.mustache", file168, sizeof file168},
    {"theme/script.js", file169, sizeof file169},
    {"theme/search.mustache", file170, sizeof file170},
    {"theme/section.mustache", file171, sizeof file171},
    {"theme/standing.mustache", file172, sizeof file172},
    {"theme/story.mustache", file173, sizeof file173},
    {"theme/strings-en.json", file174, sizeof file174},
    {"theme/strings-id.json", file175, sizeof file175},
    {"theme/style.css", file176, sizeof file176},
    {"theme/touch-icon.png", file177, sizeof file177},
    {"theme/updates.mustache", file178, sizeof file178},
};

const struct warta_asset *warta_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
