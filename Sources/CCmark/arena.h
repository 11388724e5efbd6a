#ifndef ROLLBOOK_ARENA_H
#define ROLLBOOK_ARENA_H

#include <cmark.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Memory for one parse. cmark asks for many small pieces and gives each back by itself; here they are cut from large
   blocks, one behind the other, and all given back at once. cmark's allocator takes no context, so the arena in use is
   kept for each thread. As with cmark's own allocator, no memory left is the end of the program. */

struct rollbook_block {
    struct rollbook_block *before;
    size_t size;
    size_t used;
};

enum { rollbook_block_size = 1 << 18, rollbook_align = 16 };

/* Inside a function, because Swift's importer emits no variables of a header's own. */
static inline struct rollbook_block **rollbook_arena(void) {
    static _Thread_local struct rollbook_block *blocks;
    return &blocks;
}

static inline void *rollbook_take(size_t size) {
    size_t need = ((size + rollbook_align - 1) & ~(size_t)(rollbook_align - 1)) + rollbook_align;
    struct rollbook_block **arena = rollbook_arena();
    struct rollbook_block *block = *arena;
    if (need < size) abort();
    if (!block || block->size - block->used < need) {
        /* Blocks grow with what stands there already, so that their number stays small. */
        size_t room = block ? block->size : rollbook_block_size / 2;
        room = room < ((size_t)1 << 24) ? room * 2 : room;
        if (room < need + 2 * rollbook_align) room = need + 2 * rollbook_align;
        block = malloc(room);
        if (!block) abort();
        block->before = *arena;
        block->size = room;
        block->used = (sizeof(struct rollbook_block) + rollbook_align - 1) & ~(size_t)(rollbook_align - 1);
        *arena = block;
    }
    char *place = (char *)block + block->used;
    block->used += need;
    *(size_t *)place = size;
    return place + rollbook_align;
}

static inline void *rollbook_calloc(size_t count, size_t size) {
    if (size && count > (size_t)-1 / size) abort();
    void *place = rollbook_take(count * size);
    return memset(place, 0, count * size);
}

static inline void *rollbook_realloc(void *old, size_t size) {
    if (!old) return rollbook_take(size);
    size_t held = *(size_t *)((char *)old - rollbook_align);
    if (size <= held) return old;
    return memcpy(rollbook_take(size), old, held);
}

static inline void rollbook_free(void *place) { (void)place; }

/* Parses in an arena of its own. The document lives until `rollbook_release`; a thread holds one at a time. */
static inline cmark_node *rollbook_parse(const char *text, size_t length) {
    static cmark_mem memory = {rollbook_calloc, rollbook_realloc, rollbook_free};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static inline void rollbook_release(void) {
    struct rollbook_block **arena = rollbook_arena();
    while (*arena) {
        struct rollbook_block *before = (*arena)->before;
        free(*arena);
        *arena = before;
    }
}

#endif
