package dev.agentguard.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Knows the few git command lines that rewrite history, as they stand in back-ticks. */
final class GitCommand {

    private GitCommand() {}

    static boolean rewrites(String code) {
        List<String> words = Arrays.asList(code.strip().toLowerCase(Locale.ROOT).split(" "));
        if (words.size() < 2 || !words.get(0).equals("git")) {
            return false;
        }
        return switch (words.get(1)) {
            case "push" -> words.stream().anyMatch(word -> word.equals("-f") || word.startsWith("--force"));
            case "reset" -> words.contains("--hard");
            case "commit" -> words.contains("--amend");
            case "rebase", "filter-branch", "filter-repo" -> true;
            default -> false;
        };
    }
}
