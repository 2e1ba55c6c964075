package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "Use pnpm, not npm", "use uv instead of pip": of programs that do the same, the other ones are not to be used. */
final class ProgramChoices {

    /** Managers of packages: where a project has one, another leaves files of its own behind. */
    private static final Set<String> MANAGERS =
            Vocabulary.words("npm yarn pnpm bun pip pip3 poetry pipenv uv conda npx bunx virtualenv");

    private static final Set<String> LINKS = Set.of(",", "or", "and", "/", "nor");
    private static final Set<String> BETWEEN = Set.of("use", "the", "plain", "raw", "bare", "`");
    private static final int NEAR = 4;

    private ProgramChoices() {}

    static Demand of(List<Token> sentence) {
        if (Words.first(sentence).startsWith("prefer")) {
            return Demand.NOTHING;
        }
        for (int i = 1; i + 1 < sentence.size(); i++) {
            int behind = behind(sentence, i);
            boolean chosen = behind > 0
                    && sentence.subList(Math.max(0, i - NEAR), i).stream().anyMatch(ProgramChoices::isManager);
            List<Token> others = chosen ? others(sentence, behind) : List.of();
            if (!others.isEmpty()) {
                List<Token> region = new ArrayList<>(
                        List.of(Words.plain("use", sentence.get(0).line())));
                region.addAll(others);
                return Demand.deny(region, null);
            }
        }
        return Demand.NOTHING;
    }

    /** Where the words behind "instead of" and the like start. */
    private static int behind(List<Token> sentence, int i) {
        String word = sentence.get(i).word();
        String next = Words.at(sentence, i + 1);
        int after = (word.equals("instead") && next.equals("of")) || (word.equals("rather") && next.equals("than"))
                ? i + 2
                : word.equals("not") && !Words.at(sentence, i - 1).equals("do") ? i + 1 : -1;
        while (after > 0
                && after < sentence.size()
                && BETWEEN.contains(sentence.get(after).word())) {
            after++;
        }
        return after;
    }

    private static List<Token> others(List<Token> sentence, int from) {
        int end = from;
        while (end < sentence.size()
                && (isManager(sentence.get(end))
                        || LINKS.contains(sentence.get(end).word()))) {
            end++;
        }
        while (end > from && LINKS.contains(sentence.get(end - 1).word())) {
            end--;
        }
        return sentence.subList(from, Math.max(from, end));
    }

    private static boolean isManager(Token token) {
        return MANAGERS.contains(token.text().strip().toLowerCase(java.util.Locale.ROOT));
    }
}
