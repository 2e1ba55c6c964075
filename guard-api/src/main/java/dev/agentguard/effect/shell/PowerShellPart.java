package dev.agentguard.effect.shell;

import java.util.List;

/**
 * A piece of a word of PowerShell as it was written.
 *
 * @param kind what it is
 * @param text its text: characters, the name of a variable or of a member
 * @param inside the statements that stand in its brackets
 */
record PowerShellPart(Kind kind, String text, List<PowerShellStatement> inside) {

    /** What a piece is. */
    enum Kind {
        /** Characters that stand for themselves. */
        TEXT,
        /** {@code [string]}. */
        TYPE,
        /** {@code $name}. */
        VARIABLE,
        /** {@code @name}: what a variable holds, as arguments. */
        SPLAT,
        /** {@code (…)}, {@code $(…)}, {@code @(…)} or an index. */
        VALUE,
        /** <code>{…}</code>. */
        BLOCK,
        /** <code>@{…}</code>. */
        TABLE,
        /** {@code .name} or {@code ::name}; the statements are its name if that is computed. */
        MEMBER,
        /** {@code (…)} behind a member: the arguments of a method. */
        ARGUMENTS
    }

    static PowerShellPart text(String text) {
        return new PowerShellPart(Kind.TEXT, text, List.of());
    }

    static PowerShellPart of(Kind kind, String text) {
        return new PowerShellPart(kind, text, List.of());
    }

    static PowerShellPart of(Kind kind, List<PowerShellStatement> inside) {
        return new PowerShellPart(kind, "", inside);
    }
}
