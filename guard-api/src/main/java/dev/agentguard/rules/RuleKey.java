package dev.agentguard.rules;

import java.util.Set;

/**
 * One thing that a pattern has to find in an action, by which a rule book looks its rules up.
 *
 * @param dimension what it is about
 * @param value its value, in lower case
 */
public record RuleKey(Dimension dimension, String value) {

    /** What a key is about. */
    public enum Dimension {
        /** The effect's operation, {@code railway:volumedelete}. */
        OPERATION,
        /** What stands before the colon of the operation, {@code git}. */
        PROVIDER,
        /** The type of the effect's resource, {@code local:file}. */
        RESOURCE,
        /** What the effect is about: a noun in the singular that {@link Subjects} finds in it. */
        SUBJECT,
        /** The effect's kind, {@code money}. */
        KIND,
        /** The name of a program that the action starts, without its directory. */
        PROGRAM,
        /** The name of the tool that is called. */
        TOOL,
        /** A {@linkplain Stems stem} of a word that the action itself has. */
        WORD
    }

    /**
     * Returns those of two sets of keys that fewer actions show.
     *
     * @param one keys of one dimension, or none
     * @param other keys of one dimension, or none
     * @return one of both; none only if both are
     */
    public static Set<RuleKey> narrower(Set<RuleKey> one, Set<RuleKey> other) {
        return other.isEmpty() || (!one.isEmpty() && width(one) <= width(other)) ? one : other;
    }

    private static int width(Set<RuleKey> keys) {
        return switch (keys.iterator().next().dimension()) {
            case OPERATION -> 0;
            case TOOL -> 1;
            case PROGRAM -> 2;
            case RESOURCE, SUBJECT, WORD -> 3;
            case PROVIDER -> 4;
            case KIND -> 5;
        };
    }
}
