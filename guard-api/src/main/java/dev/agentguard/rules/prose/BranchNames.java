package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Branches as sentences name them: "main/master", "the main branch", "protected branches (`main`, `release/*`)". */
final class BranchNames {

    private static final Set<String> NAMES =
            Set.of("main", "master", "develop", "trunk", "production", "staging", "prod", "release", "dev");
    private static final Set<String> SHARED =
            Set.of("protected", "shared", "default", "public", "mainline", "long-lived", "primary", "upstream");
    private static final Set<String> ANY = Set.of("any", "all", "remote", "remotes", "origin", "upstream", "a", "the");

    private BranchNames() {}

    /** Returns the names; a star alone means any branch. */
    static List<String> at(List<Token> region, int start) {
        List<String> names = new ArrayList<>();
        read(region, start, names);
        return names;
    }

    static int length(List<Token> region, int start) {
        return read(region, start, new ArrayList<>()) - start;
    }

    private static int read(List<Token> region, int start, List<String> names) {
        int i = start;
        int end = start;
        for (; i < region.size(); i++) {
            Token token = region.get(i);
            String word = token.isWord() ? token.word() : "";
            if (NAMES.contains(word)) {
                boolean last = !isBranch(region, i + 1);
                if (!last
                        || !Set.of("production", "staging", "prod", "dev", "release")
                                .contains(word)) {
                    names.add(word.equals("release") ? "release*" : word);
                    end = i + 1;
                    continue;
                }
                break;
            }
            if (SHARED.contains(word) && isBranch(region, i + 1)) {
                names.addAll(Branches.SHARED);
                end = i + 1;
            } else if (isBranch(region, i)) {
                if (names.isEmpty()) {
                    names.add("*");
                }
                end = i + 1;
            } else if (token.isCode()
                    && !names.isEmpty()
                    && !token.text().contains(" ")
                    && !token.text().startsWith("-")) {
                names.removeAll(named(region, i) ? Branches.SHARED : List.of());
                names.add(token.text().strip());
                end = i + 1;
            } else if (!ANY.contains(word) && !Set.of("or", "and").contains(word) && token.type() != Token.Type.MARK) {
                break;
            }
        }
        return names.isEmpty() ? start : end;
    }

    private static boolean named(List<Token> region, int i) {
        return i > 0 && region.get(i - 1).is("(");
    }

    private static boolean isBranch(List<Token> region, int i) {
        return i < region.size() && (region.get(i).is("branch") || region.get(i).is("branches"));
    }
}
