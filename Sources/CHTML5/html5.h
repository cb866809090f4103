// Reads HTML5 as a browser does and gives back one flat tree, which is freed in one call.
#ifndef WARTA_HTML5_H
#define WARTA_HTML5_H

#include <stddef.h>
#include <stdint.h>

/// What a reading may cost at most. It is refused where it would cost more, and what nests deeper than `depth` is kept
/// without its own elements.
typedef struct {
    /// Start tags, and end tags.
    uint32_t tags;
    /// Attributes of one tag.
    uint32_t attributes;
    /// Elements open at a time.
    uint32_t depth;
    /// Formatting elements (`b`, `font`, …) open at a time, or to be opened again.
    uint32_t formatting;
    /// Different names of elements.
    uint32_t names;
    uint32_t nodes;
    /// Looks at an open element, and changes of the tree.
    uint64_t steps;
} html5_limits;

enum {
    HTML5_READ = 0,
    /// A bound of `html5_limits` was reached.
    HTML5_BEYOND_LIMITS = 1,
    /// The text is not UTF-8, or the reader met a fault of its own.
    HTML5_FAILED = 2,
};

enum {
    HTML5_FRAGMENT = 0,
    HTML5_ELEMENT = 1,
    /// An element of SVG or MathML.
    HTML5_FOREIGN = 2,
    HTML5_TEXT = 3,
    HTML5_COMMENT = 4,
};

/// `start` and `length` are a range of the tree's text: of a text or a comment its words, of an element its attributes.
/// A `first_child` or `next_sibling` of 0 is none: node 0 is no one's child.
typedef struct {
    uint32_t kind;
    /// An element's name: an index of the tree's names.
    uint32_t name;
    uint32_t first_child;
    uint32_t next_sibling;
    uint32_t start;
    uint32_t length;
} html5_node;

typedef struct {
    /// The index of its name among those that were asked for.
    uint32_t name;
    uint32_t start;
    uint32_t length;
} html5_attribute;

typedef struct {
    uint32_t start;
    uint32_t length;
} html5_name;

typedef struct {
    uint32_t status;
    /// The element whose children are what was read.
    uint32_t root;
    const html5_node *nodes;
    size_t node_count;
    const html5_attribute *attributes;
    const html5_name *names;
    size_t name_count;
    const uint8_t *text;
    /// What the reading has cost, counted as in `html5_limits`.
    uint64_t steps;
} html5_tree;

/// Reads a fragment of HTML as it may stand in a page's body.
///
/// `attributes` are the names of the attributes to keep, parted by spaces. The tree is to be given to `html5_free`; it
/// is never null.
const html5_tree *html5_read(const uint8_t *bytes, size_t count, const uint8_t *attributes, size_t attributes_count,
                             html5_limits limits);

void html5_free(const html5_tree *tree);

#endif
