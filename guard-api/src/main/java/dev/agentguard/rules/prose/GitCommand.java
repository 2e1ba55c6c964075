package dev.agentguard.rules.prose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Knows the few git command lines that rewrite history, as they stand in back-ticks. */
final class GitCommand {

    private GitCommand() {}

    /** Returns the operation of a command line that rewrites history, or null. */
    static @Nullable String rewriting(String code) {
        List<String> words = Arrays.asList(code.strip().toLowerCase(Locale.ROOT).split(" "));
        if (words.size() < 2 || !words.get(0).equals("git")) {
            return null;
        }
        boolean rewrites = switch (words.get(1)) {
            case "push" -> words.stream().anyMatch(word -> word.equals("-f") || word.startsWith("--force"));
            case "reset" -> words.contains("--hard");
            case "commit" -> words.contains("--amend");
            case "rebase", "filter-branch", "filter-repo" -> true;
            default -> false;
        };
        return rewrites ? "git:*" + words.get(1) + "*" : null;
    }
}
