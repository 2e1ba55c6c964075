package dev.agentguard.rules.permission;

import org.jspecify.annotations.Nullable;

/** Which commands a rule speaks to, by their text. */
interface PartMatcher {

    boolean matches(CommandPart part);

    /** The program that every command has that matches, in lower case, or null if there is no single one. */
    @Nullable
    String program();

    /** A command that matches, as a shell would be given it, or null if none is easily written. */
    @Nullable
    String example();

    /** The condition in words. */
    @Override
    String toString();
}
