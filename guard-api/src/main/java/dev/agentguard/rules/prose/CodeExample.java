package dev.agentguard.rules.prose;

import org.jspecify.annotations.Nullable;

/**
 * What a piece of code turned out to be.
 *
 * @param kind which kind of thing
 * @param condition the actions that are meant, or null if it names none by itself
 */
record CodeExample(Kind kind, @Nullable Condition condition) {

    enum Kind {
        COMMAND,
        READING_COMMAND,
        PATH,
        OPTION,
        SNIPPET,
        OTHER
    }

    /** Returns a command that changes something. */
    static CodeExample command(@Nullable Condition condition) {
        return new CodeExample(Kind.COMMAND, condition);
    }
}
