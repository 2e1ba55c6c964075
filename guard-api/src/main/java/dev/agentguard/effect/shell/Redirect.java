package dev.agentguard.effect.shell;

import org.jspecify.annotations.Nullable;

/** A redirection. The body of a here-document is filled in when its line has ended. */
final class Redirect {

    final String operator;
    final String descriptor;
    final RawWord target;

    @Nullable
    RawWord body;

    /**
     * Creates a redirection.
     *
     * @param operator for example {@code >}, {@code <<-}, {@code &>}
     * @param descriptor the number in front of it, empty if none
     * @param target the file, the here-document's delimiter or the here-string
     */
    Redirect(String operator, String descriptor, RawWord target) {
        this.operator = operator;
        this.descriptor = descriptor;
        this.target = target;
    }

    boolean isHereDocument() {
        return operator.startsWith("<<") && operator.length() >= 2 && !operator.equals("<<<");
    }
}
