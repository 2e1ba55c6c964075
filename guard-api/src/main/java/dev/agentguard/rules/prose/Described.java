package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Sentences that tell how things are, in the words of a prohibition. */
final class Described {

    private static final Set<String> STATES = Set.of(
            "needed",
            "required",
            "necessary",
            "found",
            "exists",
            "exist",
            "available",
            "configured",
            "involved",
            "broken",
            "tracking",
            "matter",
            "supported",
            "expected");
    /** "no files changed" reports. */
    private static final Set<String> CHANGED = Set.of("changed", "modified", "edited", "affected", "added");

    private static final Set<String> READERS = Set.of(
            "you", "agent", "agents", "ai", "claude", "assistant", "assistants", "copilot", "codex", "gemini", "bot");

    private Described() {}

    /** "it never merges a request", "files are never committed", "we do not release every version". */
    static boolean isThirdPerson(List<Token> subject, Token never, List<Token> rest) {
        Token next = rest.stream().filter(Token::isWord).findFirst().orElse(null);
        if (next == null || !never.isWord()) {
            return false;
        }
        boolean reader = subject.stream().anyMatch(token -> READERS.contains(token.word()));
        boolean inside = Character.isLowerCase(never.text().charAt(0)) && never.is("never");
        String word = next.word();
        Verb verb = Verb.of(word);
        boolean third = verb != null && word.endsWith("s") && !Verb.lemma(word).equals(word);
        boolean past = verb != null && word.endsWith("ed") && !Verb.lemma(word).equals(word);
        boolean team = subject.stream().anyMatch(token -> token.is("we"))
                && rest.stream().anyMatch(token -> token.is("every") || token.is("always"));
        return team || (inside && !reader && (third || (past && rest.size() < 2)));
    }

    /** "this overrides the default of committing when asked": takes a rule away, and no rule of ours loosens. */
    static boolean overrides(List<Token> sentence) {
        int at = Phrases.index(sentence, "overrides", 0);
        return at > 0 && at <= 3 && sentence.stream().anyMatch(token -> token.is("default") || token.is("behavior"));
    }

    /** "no account needed", "no server or domain required". */
    static boolean isState(List<Token> sentence) {
        if (sentence.size() <= 4 && CHANGED.contains(Words.last(sentence))) {
            return true;
        }
        return sentence.stream().skip(2).limit(6).anyMatch(token -> token.isWord() && STATES.contains(token.word()))
                || isAbsence(sentence);
    }

    /** "no external dependencies", "no dev server": that there is none; "no new dependencies" says what not to do. */
    private static boolean isAbsence(List<Token> sentence) {
        for (int i = 1; i < Math.min(sentence.size(), 4); i++) {
            Thing.Found found = Thing.at(sentence, i);
            if (found != null) {
                return ABSENT.contains(found.thing())
                        && i + found.length() >= sentence.size()
                        && sentence.subList(0, i).stream().noneMatch(token -> MORE.contains(token.word()));
            }
        }
        return false;
    }

    private static final Set<Thing> ABSENT =
            Set.of(Thing.DEPENDENCY, Thing.DEV_SERVER, Thing.TEST_SUITE, Thing.EXTERNAL);
    private static final Set<String> MORE =
            Set.of("new", "additional", "extra", "further", "unapproved", "more", "other");
}
