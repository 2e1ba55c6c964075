package dev.agentguard.rules;

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
        TOOL
    }
}
