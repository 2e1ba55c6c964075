package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "it" and "them" in a prohibition: what the words in front of it speak of. */
final class Pronouns {

    private static final Set<String> WORDS = Set.of("it", "them", "these", "those", "this");
    private static final Set<String> LINKS = Set.of("or", "and", ",");
    private static final Set<String> IN = Set.of("in", "inside", "under", "from", "within", "to");
    private static final int LONGEST_SUBJECT = 5;

    private Pronouns() {}

    /** Resolves pronouns by the words of the same sentence: "`dist/` is built, never edit it". */
    static List<Token> within(List<Token> region, List<Token> before) {
        List<Token> named = named(before);
        List<Token> resolved = new ArrayList<>();
        boolean done = named.isEmpty();
        for (int i = 0; i < region.size(); i++) {
            Token token = region.get(i);
            boolean determiner = !token.is("it")
                    && !token.is("them")
                    && i + 1 < region.size()
                    && (region.get(i + 1).isWord() && Thing.at(region, i + 1) != null);
            List<Token> meant = i > 0 && region.get(i - 1).is("modify") ? modifiable(named) : named;
            if (!done && token.isWord() && WORDS.contains(token.word()) && !determiner && !meant.isEmpty()) {
                resolved.addAll(meant);
                done = true;
            } else {
                resolved.add(token);
            }
        }
        return resolved;
    }

    /** Resolves what is done to "it" in a prohibition by the sentence before: "`a.lock` is written by tools. Never edit it." */
    static List<Token> resolved(List<Token> sentence, List<Token> previous) {
        int[] never = Phrases.find(sentence, Vocabulary.NEVER);
        boolean names = sentence.stream().anyMatch(Token::isCode);
        if (previous.isEmpty() || never[0] < 0 || never[0] > 2 || names) {
            return sentence;
        }
        for (int i = never[1] + 1; i < Math.min(sentence.size(), never[1] + 9); i++) {
            Token token = sentence.get(i);
            if (sentence.get(i).is("by")) {
                return sentence;
            }
            boolean object = (token.is("it") || token.is("them"))
                    && (IN.contains(sentence.get(i - 1).word())
                            || Verb.of(sentence.get(i - 1).word()) != null
                            || LINKS.contains(sentence.get(i - 1).word()));
            if (object) {
                List<Token> resolved = new ArrayList<>(sentence.subList(0, i));
                List<Token> named = named(previous);
                List<Token> meant = sentence.get(i - 1).is("modify") ? modifiable(named) : named;
                resolved.addAll(meant.isEmpty() ? List.of(token) : meant);
                resolved.addAll(sentence.subList(i + 1, sentence.size()));
                return resolved;
            }
        }
        return sentence;
    }

    /** "`src/ui/` is generated — do not edit directly": what is not to be done to nothing is to what is spoken of. */
    static List<Token> completed(List<Token> thought, List<Token> before) {
        List<Token> resolved = resolved(thought, before);
        if (before.isEmpty() || resolved != thought) {
            return resolved;
        }
        int[] never = Phrases.find(thought, Vocabulary.NEVER);
        int verb = never[1];
        boolean alone = never[0] == 0
                && verb < thought.size()
                && Verb.of(thought.get(verb).word()) != null
                && thought.subList(verb + 1, thought.size()).stream()
                        .allMatch(token -> token.isWord() && MANNER.contains(token.word()));
        if (!alone) {
            return thought;
        }
        List<Token> whole = new ArrayList<>(thought.subList(0, verb + 1));
        List<Token> named = named(before);
        whole.addAll(named);
        return named.isEmpty() ? thought : whole;
    }

    private static final Set<String> MANNER = Set.of("directly", "manually", "by", "hand", "ever", "here", "yourself");

    /** The paths and code that the words name, or else their subject. */
    private static List<Token> named(List<Token> before) {
        List<Token> code = new ArrayList<>();
        int is = 0;
        while (is < before.size() && !IS.contains(before.get(is).word())) {
            is++;
        }
        List<Token> subject = before.subList(0, is);
        List<Token> from = subject.stream().anyMatch(Token::isCode) ? subject : before;
        if (from.stream().limit(3).anyMatch(token -> token.is("outside"))
                && from.get(from.size() - 1).isCode()) {
            return List.copyOf(from);
        }
        List<Token> first = BlockSubject.of(from);
        if (!first.isEmpty()) {
            return first;
        }
        for (Token token : from) {
            if (token.isCode()) {
                code.add(token);
            }
        }
        if (!code.isEmpty()) {
            return code;
        }
        boolean label = is == before.size() && isLabel(before);
        return (is < before.size() && is <= LONGEST_SUBJECT) || label
                ? subject.stream().filter(Token::isWord).toList()
                : List.of();
    }

    /** A command that was spoken of is not what is modified. */
    private static List<Token> modifiable(List<Token> named) {
        return named.stream()
                .filter(token -> !token.isCode() || Paths.isOne(token.text().strip()))
                .toList();
    }

    /** "DNS — ": what a dash or a colon sets apart is what is spoken of. */
    private static boolean isLabel(List<Token> before) {
        int last = before.size() - 1;
        return last > 0
                && last <= LONGEST_SUBJECT
                && (before.get(last).is("—") || before.get(last).is(":"))
                && before.subList(0, last).stream().allMatch(Token::isWord);
    }

    private static final Set<String> IS =
            Set.of("is", "are", "contains", "contain", "holds", "hold", "belongs", "belong");
}
