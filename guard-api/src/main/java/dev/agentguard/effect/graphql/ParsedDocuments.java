package dev.agentguard.effect.graphql;

import dev.agentguard.effect.Limits;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Documents by their text, parsed within one set of limits. A client sends few documents again and again, with other
 * variables; those are parsed once. Bounded by the length of what is kept, so that endless new documents cost no more
 * memory than a few old ones: when the newer half is full the older one is forgotten, but for what was asked for since.
 * That costs a new document less than to keep an order of use. Safe for use by many threads.
 */
final class ParsedDocuments {

    /** In characters, of each half. For each a parsed document takes 15 bytes of memory, 55 at most: 4 MB in all. */
    private static final int LARGEST_SUM = 1 << 17;

    /** What an entry costs beside its text. */
    private static final int ENTRY = 64;

    private final DocumentParser parser;
    private volatile Half newer = new Half();
    private volatile Half older = new Half();

    ParsedDocuments(Limits limits) {
        this.parser = new DocumentParser(limits);
    }

    private static final class Half {
        private final ConcurrentHashMap<String, ParsedDocument> documents = new ConcurrentHashMap<>();
        private final AtomicInteger characters = new AtomicInteger();
    }

    int kept() {
        return newer.documents.size() + older.documents.size();
    }

    ParsedDocument of(String text) {
        ParsedDocument known = newer.documents.get(text);
        if (known != null) {
            return known;
        }
        ParsedDocument before = older.documents.get(text);
        // not computed inside of the map: a long parse of one document must not hold up another
        ParsedDocument document = before == null ? parser.parse(text) : before;
        if (text.length() + ENTRY <= LARGEST_SUM) {
            keep(text, document);
        }
        return document;
    }

    private void keep(String text, ParsedDocument document) {
        Half half = newer;
        if (half.characters.addAndGet(text.length() + ENTRY) > LARGEST_SUM) {
            half = turned(half);
            half.characters.addAndGet(text.length() + ENTRY);
        }
        half.documents.put(text, document);
    }

    /** Of several threads that find a half full only the first turns. */
    private synchronized Half turned(Half full) {
        if (newer == full) {
            older = full;
            newer = new Half();
        }
        return newer;
    }
}
