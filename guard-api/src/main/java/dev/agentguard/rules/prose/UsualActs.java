package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "No git commits", "no PRs": what is usually done to a thing that is refused by its name alone. */
final class UsualActs {

    private static final Set<String> WITHOUT_WEIGHT =
            Set.of("new", "further", "more", "additional", "other", "direct", "any", "all", "automatic");

    private UsualActs() {}

    /** Returns the words with the verb that they leave out, or the words themselves. */
    static List<Token> said(List<Token> region) {
        String verb = verb(region);
        if (verb.isEmpty()) {
            return region;
        }
        List<Token> whole =
                new ArrayList<>(List.of(Words.plain(verb, region.get(0).line())));
        whole.addAll(region);
        return whole;
    }

    private static String verb(List<Token> region) {
        for (int i = 0; i < region.size() && region.get(i).isWord(); i++) {
            Thing.Found found = Thing.at(region, i);
            if (found == null && !WITHOUT_WEIGHT.contains(region.get(i).word())) {
                return "";
            }
            if (found != null) {
                return switch (found.thing()) {
                    case BRANCH, TAG, PULL_REQUEST -> "create";
                    case COMMIT -> found.length() > 1 || i + 1 == region.size() ? "commit" : "";
                    default -> "";
                };
            }
        }
        return "";
    }
}
