package dev.agentguard.javaagent.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of actions that a case can hold. */
public enum Kind {
    /** An HTTP request. */
    HTTP,
    /** An HTTP request that carries GraphQL. */
    GRAPHQL,
    /** SQL text. */
    SQL,
    /** A line for a shell. */
    SHELL,
    /** A tool call. */
    TOOLS;

    /**
     * Returns the kind's name in case files.
     *
     * @return the name, in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Kind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Kind::text).toList();
    }
}
