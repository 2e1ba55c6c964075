package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads a prohibition without its last words, which say how or when and are not understood. */
final class UnreadCircumstances {

    private static final Set<String> MANNERS =
            Set.of("verification", "testing", "debugging", "convenience", "speed", "name", "hand", "now");

    private static final int SHOWN = 3;

    private UnreadCircumstances() {}

    /** "… for verification", "… on Redis": without a circumstance that is not understood it is a question. */
    static List<Found> read(Examples examples, List<Token> region, List<Token> lead, String fileName) {
        for (int i = region.size() - 1; i > 0; i--) {
            if (isCircumstance(region, i)) {
                String left = Tokens.text(region.subList(i, Math.min(region.size(), i + SHOWN)));
                List<Found> founds =
                        ClauseReader.read(examples, region.subList(0, i), lead, fileName, true).founds().stream()
                                .filter(found -> !Everyday.is(found.condition()))
                                .map(found -> found.narrowed("`" + left + "` is not read; a human decides"))
                                .toList();
                if (!founds.isEmpty()) {
                    return founds;
                }
            }
        }
        return List.of();
    }

    /** What a thing is used for makes it another action, and so does where; how and when it is done does not. */
    private static boolean isCircumstance(List<Token> region, int i) {
        if (!region.get(i).isWord() || i + 1 >= region.size()) {
            return false;
        }
        Token next = region.get(i + 1);
        return switch (region.get(i).word()) {
            case "via", "with", "during" -> true;
            case "for", "by" -> MANNERS.contains(next.word());
            case "on" -> next.isWord() && Character.isUpperCase(next.text().charAt(0));
            default -> false;
        };
    }
}
