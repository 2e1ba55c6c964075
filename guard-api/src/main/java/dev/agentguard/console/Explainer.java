package dev.agentguard.console;

/** Says what would be decided about an action, without doing it. */
@FunctionalInterface
public interface Explainer {

    /**
     * Explains an action.
     *
     * @param kind what kind of text it is: {@code shell}, {@code sql} or {@code http}
     * @param text the command line, the statements, or the request as {@code METHOD URL}, an empty line and the body
     * @return the explanation, in JSON
     * @throws IllegalArgumentException if it is no such action; the message says what is wrong
     */
    String explain(String kind, String text);
}
