package dev.agentguard.effect.shell;

/**
 * A piece of inline code.
 *
 * @param kind what it is
 * @param text its text; of a string what stands between the quotes, values that are put in as {@code $value}
 * @param known whether a string holds nothing that is put in when it runs
 */
record CodeToken(Kind kind, String text, boolean known) {

    /** What a token is. */
    enum Kind {
        NAME,
        STRING,
        /** Text that is run as a command. */
        COMMAND,
        NUMBER,
        MARK
    }

    boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    boolean isString() {
        return kind == Kind.STRING;
    }
}
