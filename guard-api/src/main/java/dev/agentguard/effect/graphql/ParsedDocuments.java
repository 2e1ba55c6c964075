package dev.agentguard.effect.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.effect.Limits;

/**
 * Documents by their text, parsed within one set of limits. A client sends few documents again and again, with other
 * variables; those are parsed once. Bounded by the length of what is kept, so that endless new documents cost no more
 * memory than a few old ones. Safe for use by many threads.
 */
final class ParsedDocuments {

    /** In characters. For each a parsed document takes 15 bytes of memory, 55 at most: 4 MB in all, 15 at most. */
    private static final int LARGEST_SUM = 1 << 18;

    /** What an entry costs beside its text. */
    private static final int ENTRY = 64;

    private final Limits limits;
    private final Cache<String, ParsedDocument> documents = Caffeine.newBuilder()
            .maximumWeight(LARGEST_SUM)
            .weigher((String text, ParsedDocument document) -> text.length() + ENTRY)
            .executor(Runnable::run)
            .build();

    ParsedDocuments(Limits limits) {
        this.limits = limits;
    }

    long kept() {
        documents.cleanUp();
        return documents.estimatedSize();
    }

    ParsedDocument of(String text) {
        ParsedDocument known = documents.getIfPresent(text);
        if (known != null) {
            return known;
        }
        // not computed inside of the cache: a long parse of one document must not hold up another
        ParsedDocument document = ParsedDocument.of(text, limits);
        if (text.length() <= LARGEST_SUM / 2) {
            documents.put(text, document);
        }
        return document;
    }
}
