package dev.agentguard.pack;

import java.util.function.Supplier;

/** A pack that is known by what it is asked about, and read when it is first needed. Safe for use by many threads. */
final class LazyPack {

    private final PackMatch match;
    private final Lazy<Pack> content;

    /**
     * Creates one.
     *
     * @param match what it is asked about, which may be more than its file says
     * @param content reads its file
     */
    LazyPack(PackMatch match, Supplier<Pack> content) {
        this.match = match;
        this.content = new Lazy<>(content);
    }

    PackMatch match() {
        return match;
    }

    Pack get() {
        return content.get();
    }
}
