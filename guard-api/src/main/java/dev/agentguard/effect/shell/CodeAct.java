package dev.agentguard.effect.shell;

/** What calling a function does. */
enum CodeAct {
    /** Deletes or empties. */
    DESTROYS,
    /** Moves to a trash. */
    TRASHES,
    /** Changes in a way that can be taken back. */
    WRITES,
    /** Writes a file, or empties it if nothing is put in. */
    OPENS,
    /** Runs its argument as a command. */
    RUNS,
    /** Runs its argument as code of the same language. */
    EVALUATES,
    /** Sends a request; the name is the method. */
    SENDS,
    /** Sends a request whose method stands in its arguments. */
    FETCHES,
    /** Runs its argument as SQL. */
    QUERIES,
    /** Sends a message. */
    MAILS,
    /** Does something, but the name does not say what. */
    OPAQUE,
    /** Changes nothing outside of the program. */
    READS
}
