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
#embed "newsroom/front.mustache"
};
static const unsigned char file46[] = {
#embed "newsroom/fronts.css"
};
static const unsigned char file47[] = {
#embed "newsroom/fronts.js"
};
static const unsigned char file48[] = {
#embed "newsroom/fronts.mustache"
};
static const unsigned char file49[] = {
#embed "newsroom/grievance.mustache"
};
static const unsigned char file50[] = {
#embed "newsroom/grievances.mustache"
};
static const unsigned char file51[] = {
#embed "newsroom/guest.mustache"
};
static const unsigned char file52[] = {
#embed "newsroom/guests.mustache"
};
static const unsigned char file53[] = {
#embed "newsroom/hero-picture.js"
};
static const unsigned char file54[] = {
#embed "newsroom/invitation.mustache"
};
static const unsigned char file55[] = {
#embed "newsroom/journal.js"
};
static const unsigned char file56[] = {
#embed "newsroom/kept-stories.js"
};
static const unsigned char file57[] = {
#embed "newsroom/kept.mustache"
};
static const unsigned char file58[] = {
#embed "newsroom/keys.js"
};
static const unsigned char file59[] = {
#embed "newsroom/left-behind.js"
};
static const unsigned char file60[] = {
#embed "newsroom/link.mustache"
};
static const unsigned char file61[] = {
#embed "newsroom/links.js"
};
static const unsigned char file62[] = {
#embed "newsroom/list-row.mustache"
};
static const unsigned char file63[] = {
#embed "newsroom/list.js"
};
static const unsigned char file64[] = {
#embed "newsroom/list.mustache"
};
static const unsigned char file65[] = {
#embed "newsroom/media.js"
};
static const unsigned char file66[] = {
#embed "newsroom/member.mustache"
};
static const unsigned char file67[] = {
#embed "newsroom/mentions.js"
};
static const unsigned char file68[] = {
#embed "newsroom/morph.js"
};
static const unsigned char file69[] = {
#embed "newsroom/new-story.js"
};
static const unsigned char file70[] = {
#embed "newsroom/newsroom.css"
};
static const unsigned char file71[] = {
#embed "newsroom/note-card.js"
};
static const unsigned char file72[] = {
#embed "newsroom/note-field.js"
};
static const unsigned char file73[] = {
#embed "newsroom/note-panel.js"
};
static const unsigned char file74[] = {
#embed "newsroom/note-places.js"
};
static const unsigned char file75[] = {
#embed "newsroom/note-rail.js"
};
static const unsigned char file76[] = {
#embed "newsroom/note.mustache"
};
static const unsigned char file77[] = {
#embed "newsroom/notes.js"
};
static const unsigned char file78[] = {
#embed "newsroom/notice.mustache"
};
static const unsigned char file79[] = {
#embed "newsroom/notices.js"
};
static const unsigned char file80[] = {
#embed "newsroom/notifications.mustache"
};
static const unsigned char file81[] = {
#embed "newsroom/outbox-view.js"
};
static const unsigned char file82[] = {
#embed "newsroom/outbox.js"
};
static const unsigned char file83[] = {
#embed "newsroom/panels.js"
};
static const unsigned char file84[] = {
#embed "newsroom/passed-batches.js"
};
static const unsigned char file85[] = {
#embed "newsroom/passkey.js"
};
static const unsigned char file86[] = {
#embed "newsroom/passkeys.mustache"
};
static const unsigned char file87[] = {
#embed "newsroom/passwords.mustache"
};
static const unsigned char file88[] = {
#embed "newsroom/paste-html.js"
};
static const unsigned char file89[] = {
#embed "newsroom/paste-lists.js"
};
static const unsigned char file90[] = {
#embed "newsroom/paste-marks.js"
};
static const unsigned char file91[] = {
#embed "newsroom/paste-tables.js"
};
static const unsigned char file92[] = {
#embed "newsroom/paste.js"
};
static const unsigned char file93[] = {
#embed "newsroom/people.mustache"
};
static const unsigned char file94[] = {
#embed "newsroom/picture-panel.js"
};
static const unsigned char file95[] = {
#embed "newsroom/picture-upload.js"
};
static const unsigned char file96[] = {
#embed "newsroom/pictures.mustache"
};
static const unsigned char file97[] = {
#embed "newsroom/preview.mustache"
};
static const unsigned char file98[] = {
#embed "../../.tools/editor/prose-editor.js"
};
static const unsigned char file99[] = {
#embed "newsroom/ranges.js"
};
static const unsigned char file100[] = {
#embed "newsroom/rebase.js"
};
static const unsigned char file101[] = {
#embed "newsroom/receipts.js"
};
static const unsigned char file102[] = {
#embed "newsroom/receipts.mustache"
};
static const unsigned char file103[] = {
#embed "newsroom/related.js"
};
static const unsigned char file104[] = {
#embed "newsroom/rescue.js"
};
static const unsigned char file105[] = {
#embed "newsroom/revisions.mustache"
};
static const unsigned char file106[] = {
#embed "newsroom/schema.js"
};
static const unsigned char file107[] = {
#embed "newsroom/second-factor.mustache"
};
static const unsigned char file108[] = {
#embed "newsroom/security-line.mustache"
};
static const unsigned char file109[] = {
#embed "newsroom/security-log.mustache"
};
static const unsigned char file110[] = {
#embed "newsroom/selection.mustache"
};
static const unsigned char file111[] = {
#embed "newsroom/session.js"
};
static const unsigned char file112[] = {
#embed "newsroom/shared-text-plugin.js"
};
static const unsigned char file113[] = {
#embed "newsroom/shared-text.js"
};
static const unsigned char file114[] = {
#embed "newsroom/shortcuts.js"
};
static const unsigned char file115[] = {
#embed "newsroom/shown.mustache"
};
static const unsigned char file116[] = {
#embed "newsroom/sign-in.mustache"
};
static const unsigned char file117[] = {
#embed "newsroom/sign-out.js"
};
static const unsigned char file118[] = {
#embed "newsroom/standing-page.mustache"
};
static const unsigned char file119[] = {
#embed "newsroom/standing-pages.mustache"
};
static const unsigned char file120[] = {
#embed "newsroom/standing.js"
};
static const unsigned char file121[] = {
#embed "newsroom/status.js"
};
static const unsigned char file122[] = {
#embed "newsroom/step-keys.js"
};
static const unsigned char file123[] = {
#embed "newsroom/step.mustache"
};
static const unsigned char file124[] = {
#embed "newsroom/steps.js"
};
static const unsigned char file125[] = {
#embed "newsroom/story-editor.js"
};
static const unsigned char file126[] = {
#embed "newsroom/story-events.js"
};
static const unsigned char file127[] = {
#embed "newsroom/story-pictures.js"
};
static const unsigned char file128[] = {
#embed "newsroom/story.mustache"
};
static const unsigned char file129[] = {
#embed "newsroom/strings-en.json"
};
static const unsigned char file130[] = {
#embed "newsroom/strings-id.json"
};
static const unsigned char file131[] = {
#embed "newsroom/task-facts.mustache"
};
static const unsigned char file132[] = {
#embed "newsroom/task.mustache"
};
static const unsigned char file133[] = {
#embed "newsroom/time.mustache"
};
static const unsigned char file134[] = {
#embed "newsroom/toolbar-items.js"
};
static const unsigned char file135[] = {
#embed "newsroom/toolbar.js"
};
static const unsigned char file136[] = {
#embed "newsroom/top.mustache"
};
static const unsigned char file137[] = {
#embed "newsroom/typography.js"
};
static const unsigned char file138[] = {
#embed "newsroom/undo.js"
};
static const unsigned char file139[] = {
#embed "newsroom/unverified.mustache"
};
static const unsigned char file140[] = {
#embed "newsroom/upload-places.js"
};
static const unsigned char file141[] = {
#embed "newsroom/writing.css"
};
static const unsigned char file142[] = {
#embed "passwords/common.txt"
};
static const unsigned char file143[] = {
#embed "theme/also.mustache"
};
static const unsigned char file144[] = {
#embed "theme/ask.mustache"
};
static const unsigned char file145[] = {
#embed "theme/banner.css"
};
static const unsigned char file146[] = {
#embed "theme/banner.mustache"
};
static const unsigned char file147[] = {
#embed "theme/changes.mustache"
};
static const unsigned char file148[] = {
#embed "theme/correction.mustache"
};
static const unsigned char file149[] = {
#embed "theme/corrections.mustache"
};
static const unsigned char file150[] = {
#embed "theme/dateline.mustache"
};
static const unsigned char file151[] = {
#embed "theme/favicon.ico"
};
static const unsigned char file152[] = {
#embed "theme/favicon.svg"
};
static const unsigned char file153[] = {
#embed "theme/feed.mustache"
};
static const unsigned char file154[] = {
#embed "theme/filters.mustache"
};
static const unsigned char file155[] = {
#embed "theme/front.mustache"
};
static const unsigned char file156[] = {
#embed "theme/grievance.mustache"
};
static const unsigned char file157[] = {
#embed "theme/head.mustache"
};
static const unsigned char file158[] = {
#embed "theme/header.mustache"
};
static const unsigned char file159[] = {
#embed "theme/icon.svg"
};
static const unsigned char file160[] = {
#embed "theme/lead.mustache"
};
static const unsigned char file161[] = {
#embed "theme/ledger.mustache"
};
static const unsigned char file162[] = {
#embed "theme/list.mustache"
};
static const unsigned char file163[] = {
#embed "theme/notice.mustache"
};
static const unsigned char file164[] = {
#embed "theme/pages.css"
};
static const unsigned char file165[] = {
#embed "theme/pagination.mustache"
};
static const unsigned char file166[] = {
#embed "theme/past.css"
};
static const unsigned char file167[] = {
#embed "theme/past.mustache"
};
static const unsigned char file168[] = {
#embed "theme/picture.mustache"
};
static const unsigned char file169[] = {
#embed "theme/popular.mustache"
};
static const unsigned char file170[] = {
#embed "theme/rails.mustache"
};
static const unsigned char file171[] = {
#embed "theme/receipt.mustache"
};
static const unsigned char file172[] = {
#embed "theme/row.mustache"
};
static const unsigned char file173[] = {
#embed "theme/script.js"
};
static const unsigned char file174[] = {
#embed "theme/search.mustache"
};
static const unsigned char file175[] = {
#embed "theme/section.mustache"
};
static const unsigned char file176[] = {
#embed "theme/standing.mustache"
};
static const unsigned char file177[] = {
#embed "theme/story.mustache"
};
static const unsigned char file178[] = {
#embed "theme/strings-en.json"
};
static const unsigned char file179[] = {
#embed "theme/strings-id.json"
};
static const unsigned char file180[] = {
#embed "theme/style.css"
};
static const unsigned char file181[] = {
#embed "theme/touch-icon.png"
};
static const unsigned char file182[] = {
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
    {"newsroom/front.mustache", file45, sizeof file45},
    {"newsroom/fronts.css", file46, sizeof file46},
    {"newsroom/fronts.js", file47, sizeof file47},
    {"newsroom/fronts.mustache", file48, sizeof file48},
    {"newsroom/grievance.mustache", file49, sizeof file49},
    {"newsroom/grievances.mustache", file50, sizeof file50},
    {"newsroom/guest.mustache", file51, sizeof file51},
    {"newsroom/guests.mustache", file52, sizeof file52},
    {"newsroom/hero-picture.js", file53, sizeof file53},
    {"newsroom/invitation.mustache", file54, sizeof file54},
    {"newsroom/journal.js", file55, sizeof file55},
    {"newsroom/kept-stories.js", file56, sizeof file56},
    {"newsroom/kept.mustache", file57, sizeof file57},
    {"newsroom/keys.js", file58, sizeof file58},
    {"newsroom/left-behind.js", file59, sizeof file59},
    {"newsroom/link.mustache", file60, sizeof file60},
    {"newsroom/links.js", file61, sizeof file61},
    {"newsroom/list-row.mustache", file62, sizeof file62},
    {"newsroom/list.js", file63, sizeof file63},
    {"newsroom/list.mustache", file64, sizeof file64},
    {"newsroom/media.js", file65, sizeof file65},
    {"newsroom/member.mustache", file66, sizeof file66},
    {"newsroom/mentions.js", file67, sizeof file67},
    {"newsroom/morph.js", file68, sizeof file68},
    {"newsroom/new-story.js", file69, sizeof file69},
    {"newsroom/newsroom.css", file70, sizeof file70},
    {"newsroom/note-card.js", file71, sizeof file71},
    {"newsroom/note-field.js", file72, sizeof file72},
    {"newsroom/note-panel.js", file73, sizeof file73},
    {"newsroom/note-places.js", file74, sizeof file74},
    {"newsroom/note-rail.js", file75, sizeof file75},
    {"newsroom/note.mustache", file76, sizeof file76},
    {"newsroom/notes.js", file77, sizeof file77},
    {"newsroom/notice.mustache", file78, sizeof file78},
    {"newsroom/notices.js", file79, sizeof file79},
    {"newsroom/notifications.mustache", file80, sizeof file80},
    {"newsroom/outbox-view.js", file81, sizeof file81},
    {"newsroom/outbox.js", file82, sizeof file82},
    {"newsroom/panels.js", file83, sizeof file83},
    {"newsroom/passed-batches.js", file84, sizeof file84},
    {"newsroom/passkey.js", file85, sizeof file85},
    {"newsroom/passkeys.mustache", file86, sizeof file86},
    {"newsroom/passwords.mustache", file87, sizeof file87},
    {"newsroom/paste-html.js", file88, sizeof file88},
    {"newsroom/paste-lists.js", file89, sizeof file89},
    {"newsroom/paste-marks.js", file90, sizeof file90},
    {"newsroom/paste-tables.js", file91, sizeof file91},
    {"newsroom/paste.js", file92, sizeof file92},
    {"newsroom/people.mustache", file93, sizeof file93},
    {"newsroom/picture-panel.js", file94, sizeof file94},
    {"newsroom/picture-upload.js", file95, sizeof file95},
    {"newsroom/pictures.mustache", file96, sizeof file96},
    {"newsroom/preview.mustache", file97, sizeof file97},
    {"newsroom/prose-editor.js", file98, sizeof file98},
    {"newsroom/ranges.js", file99, sizeof file99},
    {"newsroom/rebase.js", file100, sizeof file100},
    {"newsroom/receipts.js", file101, sizeof file101},
    {"newsroom/receipts.mustache", file102, sizeof file102},
    {"newsroom/related.js", file103, sizeof file103},
    {"newsroom/rescue.js", file104, sizeof file104},
    {"newsroom/revisions.mustache", file105, sizeof file105},
    {"newsroom/schema.js", file106, sizeof file106},
    {"newsroom/second-factor.mustache", file107, sizeof file107},
    {"newsroom/security-line.mustache", file108, sizeof file108},
    {"newsroom/security-log.mustache", file109, sizeof file109},
    {"newsroom/selection.mustache", file110, sizeof file110},
    {"newsroom/session.js", file111, sizeof file111},
    {"newsroom/shared-text-plugin.js", file112, sizeof file112},
    {"newsroom/shared-text.js", file113, sizeof file113},
    {"newsroom/shortcuts.js", file114, sizeof file114},
    {"newsroom/shown.mustache", file115, sizeof file115},
    {"newsroom/sign-in.mustache", file116, sizeof file116},
    {"newsroom/sign-out.js", file117, sizeof file117},
    {"newsroom/standing-page.mustache", file118, sizeof file118},
    {"newsroom/standing-pages.mustache", file119, sizeof file119},
    {"newsroom/standing.js", file120, sizeof file120},
    {"newsroom/status.js", file121, sizeof file121},
    {"newsroom/step-keys.js", file122, sizeof file122},
    {"newsroom/step.mustache", file123, sizeof file123},
    {"newsroom/steps.js", file124, sizeof file124},
    {"newsroom/story-editor.js", file125, sizeof file125},
    {"newsroom/story-events.js", file126, sizeof file126},
    {"newsroom/story-pictures.js", file127, sizeof file127},
    {"newsroom/story.mustache", file128, sizeof file128},
    {"newsroom/strings-en.json", file129, sizeof file129},
    {"newsroom/strings-id.json", file130, sizeof file130},
    {"newsroom/task-facts.mustache", file131, sizeof file131},
    {"newsroom/task.mustache", file132, sizeof file132},
    {"newsroom/time.mustache", file133, sizeof file133},
    {"newsroom/toolbar-items.js", file134, sizeof file134},
    {"newsroom/toolbar.js", file135, sizeof file135},
    {"newsroom/top.mustache", file136, sizeof file136},
    {"newsroom/typography.js", file137, sizeof file137},
    {"newsroom/undo.js", file138, sizeof file138},
    {"newsroom/unverified.mustache", file139, sizeof file139},
    {"newsroom/upload-places.js", file140, sizeof file140},
    {"newsroom/writing.css", file141, sizeof file141},
    {"passwords/common.txt", file142, sizeof file142},
    {"theme/also.mustache", file143, sizeof file143},
    {"theme/ask.mustache", file144, sizeof file144},
    {"theme/banner.css", file145, sizeof file145},
    {"theme/banner.mustache", file146, sizeof file146},
    {"theme/changes.mustache", file147, sizeof file147},
    {"theme/correction.mustache", file148, sizeof file148},
    {"theme/corrections.mustache", file149, sizeof file149},
    {"theme/dateline.mustache", file150, sizeof file150},
    {"theme/favicon.ico", file151, sizeof file151},
    {"theme/favicon.svg", file152, sizeof file152},
    {"theme/feed.mustache", file153, sizeof file153},
    {"theme/filters.mustache", file154, sizeof file154},
    {"theme/front.mustache", file155, sizeof file155},
    {"theme/grievance.mustache", file156, sizeof file156},
    {"theme/head.mustache", file157, sizeof file157},
    {"theme/header.mustache", file158, sizeof file158},
    {"theme/icon.svg", file159, sizeof file159},
    {"theme/lead.mustache", file160, sizeof file160},
    {"theme/ledger.mustache", file161, sizeof file161},
    {"theme/list.mustache", file162, sizeof file162},
    {"theme/notice.mustache", file163, sizeof file163},
    {"theme/pages.css", file164, sizeof file164},
    {"theme/pagination.mustache", file165, sizeof file165},
    {"theme/past.css", file166, sizeof file166},
    {"theme/past.mustache", file167, sizeof file167},
    {"theme/picture.mustache", file168, sizeof file168},
    {"theme/popular.mustache", file169, sizeof file169},
    {"theme/rails.mustache", file170, sizeof file170},
    {"theme/receipt.mustache", file171, sizeof file171},
    {"theme/row.mustache", file172, sizeof file172},
    {"theme/script.js", file173, sizeof file173},
    {"theme/search.mustache", file174, sizeof file174},
    {"theme/section.mustache", file175, sizeof file175},
    {"theme/standing.mustache", file176, sizeof file176},
    {"theme/story.mustache", file177, sizeof file177},
    {"theme/strings-en.json", file178, sizeof file178},
    {"theme/strings-id.json", file179, sizeof file179},
    {"theme/style.css", file180, sizeof file180},
    {"theme/touch-icon.png", file181, sizeof file181},
    {"theme/updates.mustache", file182, sizeof file182},
};

const struct warta_asset *warta_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
