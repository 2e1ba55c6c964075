package dev.agentguard.effect.shell;

import org.jspecify.annotations.Nullable;

/** The languages that are read, by the name of the program that runs them. */
final class Languages {

    private Languages() {}

    /** Returns the language that a program runs, or null. */
    static @Nullable String of(String program) {
        int end = program.length();
        while (end > 0 && ".0123456789".indexOf(program.charAt(end - 1)) >= 0) {
            end--;
        }
        return switch (program.substring(0, end)) {
            case "python", "pypy" -> "python";
            case "node", "nodejs", "deno", "bun" -> "javascript";
            case "perl" -> "perl";
            case "ruby", "jruby" -> "ruby";
            case "php" -> "php";
            default -> null;
        };
    }
}
