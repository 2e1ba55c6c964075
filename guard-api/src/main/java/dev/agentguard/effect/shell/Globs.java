package dev.agentguard.effect.shell;

/** Patterns of file names. */
final class Globs {

    private Globs() {}

    /** Whether a shell would look for files that match. */
    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || (c == '[' && text.indexOf(']', i) > i)) {
                return true;
            }
        }
        return false;
    }
}
