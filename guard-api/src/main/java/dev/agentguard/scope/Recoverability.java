package dev.agentguard.scope;

/**
 * Whether what an effect destroys could be brought back from a copy in another blast radius.
 *
 * @param verdict the answer
 * @param evidence what it rests on, in words; a failed check says why
 */
public record Recoverability(Verdict verdict, String evidence) {

    /** The answers. */
    public enum Verdict {
        /** Nothing that would need recovery is destroyed. */
        NOT_NEEDED,
        /** A verified copy would survive. */
        SURVIVES,
        /** No copy would survive. */
        DOES_NOT_SURVIVE,
        /** Could not be found out. */
        UNKNOWN
    }
}
