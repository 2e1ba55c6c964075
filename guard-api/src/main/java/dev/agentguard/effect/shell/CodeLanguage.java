package dev.agentguard.effect.shell;

import org.jspecify.annotations.Nullable;

/** The languages of inline code and how their text is split into tokens. */
enum CodeLanguage {
    PYTHON,
    JAVASCRIPT,
    PERL,
    RUBY,
    PHP,
    /** JavaScript as MongoDB's shell runs it. */
    MONGO;

    static @Nullable CodeLanguage of(String name) {
        return switch (name) {
            case "python" -> PYTHON;
            case "javascript", "typescript" -> JAVASCRIPT;
            case "perl" -> PERL;
            case "ruby" -> RUBY;
            case "php" -> PHP;
            case "mongo" -> MONGO;
            default -> null;
        };
    }

    boolean isScript() {
        return this == JAVASCRIPT || this == MONGO;
    }

    boolean hashComments() {
        return !isScript();
    }

    boolean slashComments() {
        return isScript() || this == PHP;
    }

    /** Whether text in back-ticks is run as a command. */
    boolean runsBackTicks() {
        return this == PERL || this == RUBY || this == PHP;
    }

    /** Whether a function may be called without parentheses. */
    boolean callsWithoutParentheses() {
        return this == PERL || this == RUBY || this == PHP;
    }

    /** How values are put into text: the characters in front of a brace. */
    String interpolation() {
        return isScript() ? "$" : this == RUBY ? "#" : this == PYTHON ? "" : "$";
    }
}
