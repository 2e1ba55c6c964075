package dev.agentguard.rules.permission;

import java.util.List;

/**
 * One command of an action, quotes removed.
 *
 * @param words the program without its directory and its arguments
 * @param called the program as it was called, perhaps with a directory
 * @param role what it is in the action
 * @param redirects whether its input or output is redirected, as far as the line itself was seen
 */
record CommandPart(List<String> words, String called, Role role, boolean redirects) {

    enum Role {
        /** A command that is run here. */
        COMMAND,
        /** The shell that is given the whole line. */
        OUTER_SHELL,
        /** What a container or another machine runs. */
        ELSEWHERE,
        /** A whole line of several commands. */
        LINE
    }

    CommandPart {
        words = List.copyOf(words);
    }

    String program() {
        return words.get(0);
    }

    /** The command as one text, one blank between words. */
    String text() {
        return String.join(" ", words);
    }

    /** The same with the program as it was called. */
    String textAsCalled() {
        return words.size() == 1 ? called : called + " " + String.join(" ", words.subList(1, words.size()));
    }

    static String withoutDirectory(String program) {
        int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
        return slash + 1 < program.length() ? program.substring(slash + 1) : program;
    }
}
