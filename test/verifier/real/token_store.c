/* asked: token_check keeps tokens in a table of buckets, and finds them without telling how long it looked. */
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "token_store.h"

#ifndef TOKEN_BUCKETS
#define TOKEN_BUCKETS 64
#endif
#define MINIMUM(a, b) ((a) < (b) ? (a) : (b))
#define EACH_ENTRY(entry, store, index) \
    for ((entry) = (store)->buckets[(index)]; (entry) != NULL; (entry) = (entry)->next)

typedef struct token_entry {
    char name[32];
    unsigned char digest[32];
    uint64_t expires : 48;
    struct token_entry *next;
} token_entry;

struct token_store {
    token_entry *buckets[TOKEN_BUCKETS];
    size_t count;
    int (*clock)(uint64_t *now);
    union {
        void *pointer;
        uintptr_t bits;
    } context;
};

enum token_result { TOKEN_OK = 0, TOKEN_UNKNOWN, TOKEN_EXPIRED = 4, TOKEN_FAILED };

typedef enum token_result (*token_visitor)(const token_entry *entry, void *context);

static const char *const messages[] = {
    [TOKEN_OK] = "ok",
    [TOKEN_UNKNOWN] = "unknown" " token",
    [TOKEN_EXPIRED] = "expired",
};

extern int token_clock(uint64_t *now);
static unsigned bucket_of(const char *name);
static int same(const unsigned char *a, const unsigned char *b, size_t length);

static unsigned bucket_of(const char *name)
{
    unsigned hash = 5381u;
    while (*name != '\0')
        hash = (hash << 5) + hash + (unsigned char)*name++;
    return hash % TOKEN_BUCKETS;
}

/* Looks at every byte, whatever the first ones are. */
static int same(const unsigned char *a, const unsigned char *b, size_t length)
{
    unsigned char different = 0;
    for (size_t i = 0; i < length; i++) {
        different |= a[i] ^ b[i];
    }
    return different == 0;
}

struct token_store *token_store_new(int (*clock)(uint64_t *))
{
    struct token_store *store = calloc(1, sizeof(*store));
    if (store == NULL) {
        return NULL;
    }
    store->clock = clock ? clock : token_clock;
    return store;
}

enum token_result token_check(struct token_store *store, const char *name, const unsigned char digest[static 32])
{
    token_entry *entry;
    uint64_t now = 0;
    enum token_result result = TOKEN_UNKNOWN;

    if (store->clock(&now) != 0)
        goto failed;
    EACH_ENTRY(entry, store, bucket_of(name));
    for (entry = store->buckets[bucket_of(name)]; entry; entry = entry->next) {
        if (strncmp(entry->name, name, sizeof entry->name) != 0)
            continue;
        if (!same(entry->digest, digest, sizeof(entry->digest)))
            break;
        result = entry->expires > now ? TOKEN_OK : TOKEN_EXPIRED;
    }
    switch (result) {
    case TOKEN_EXPIRED:
        (void)token_drop(store, name);
        /* fall through */
    case TOKEN_OK:
        store->count += 1;
        break;
    default:
        return result;
    }
#ifdef TOKEN_TRACE
    trace("%s: %s", name, messages[result]);
#elif 0
    puts(name);
#else
    (void)messages;
#endif
    return result;

failed:
    errno = EAGAIN;
    return TOKEN_FAILED;
}

static void report(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

int token_each(struct token_store *store, token_visitor visit, void *context)
{
    int seen = 0;
    do {
        token_entry *entry = store->buckets[seen];
        while (entry) {
            token_entry *next = entry->next;
            if ((*visit)(entry, context) != TOKEN_OK)
                return -1;
            entry = next;
        }
    } while (++seen < MINIMUM(TOKEN_BUCKETS, 64));
    if (seen == 0)
        report("no buckets in %p\n", (void *)store), abort();
    return seen;
}
