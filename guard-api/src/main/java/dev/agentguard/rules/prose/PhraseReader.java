package dev.agentguard.rules.prose;

/** Reads one kind of phrase of a clause. */
interface PhraseReader {

    /** Reads the phrase that starts at the place in the clause and moves behind it; false if it is of another kind. */
    boolean read();
}
