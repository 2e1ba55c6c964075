package dev.agentguard.effect;

import java.util.List;

/**
 * A program text that an operation is given to run: a command line that a service runs in a container, a statement that
 * it runs on a database.
 *
 * @param language what it is written in
 * @param texts the texts, at least one; the words of one command for {@link Language#WORDS}
 */
public record Program(Language language, List<String> texts) {

    /** Copies the texts. */
    public Program {
        texts = List.copyOf(texts);
    }

    /** What a program is written in. */
    public enum Language {
        /** Lines of a POSIX shell. */
        SHELL,
        /** A program and its arguments, which no shell expands. */
        WORDS,
        /** SQL statements. */
        SQL
    }

    /** Says how much there is, not what: there may be secrets in it. */
    @Override
    public String toString() {
        return language + " program of " + texts.size() + " texts";
    }
}
