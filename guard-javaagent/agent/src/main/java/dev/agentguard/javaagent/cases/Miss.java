package dev.agentguard.javaagent.cases;

/** The ways in which a judged class can be wrong that matter, worst first. */
public enum Miss {
    /** Destroys, and was judged READ_ONLY or REVERSIBLE. */
    SILENT_PASS("silent pass"),
    /** Changes something, and was judged READ_ONLY. */
    LOST_WRITE("lost write"),
    /** Does not destroy, and was judged RECOVERABLE or IRREVERSIBLE. */
    FALSE_ALARM("false alarm"),
    /** Was judged UNKNOWN. */
    UNRESOLVED("unresolved"),
    /** What should be said to it is not what would be said. */
    WRONG_VERDICT("wrong verdict");

    private final String text;

    Miss(String text) {
        this.text = text;
    }

    /**
     * Returns the words for it.
     *
     * @return the words, in lower case
     */
    public String text() {
        return text;
    }
}
