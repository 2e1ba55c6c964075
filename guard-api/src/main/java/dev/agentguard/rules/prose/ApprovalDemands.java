package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads "ask before …", "before …, ask", "… requires approval", "only … if the user asks", "stop and ask". */
final class ApprovalDemands {

    private static final int NEAR = 9;

    private ApprovalDemands() {}

    static Demand of(List<Token> sentence) {
        int before = Phrases.index(sentence, "before", 0);
        boolean doing = before > 0 && isDoing(sentence.subList(before + 1, sentence.size()));
        if (before > 0
                && !doing
                && (Approval.isIn(sentence.subList(Math.max(0, before - NEAR), before))
                        || Approval.isShown(sentence))) {
            return Demand.ask(sentence.subList(before + 1, sentence.size()));
        }
        int comma = Phrases.outside(sentence, ",");
        if (before == 0 && comma > 0) {
            List<Token> region = sentence.subList(1, comma);
            List<Token> step = sentence.subList(comma, sentence.size());
            if (Approval.isIn(step) || Approval.waitsForPeople(step)) {
                return Demand.ask(region);
            }
            return StepDemands.tellsWhatHappens(step) ? Demand.NOTHING : StepDemands.of(region);
        }
        boolean circumstance = Set.of("if", "when", "whenever").contains(Words.first(sentence));
        if (circumstance && comma > 0 && Approval.isAwaited(sentence.subList(comma, sentence.size()))) {
            return Demand.ask(withoutActor(trimmed(sentence.subList(1, comma))));
        }
        int first = Phrases.index(sentence, "first", 0);
        if (first > 0
                && Words.first(sentence).equals("ask")
                && Words.at(sentence, 1).equals("first")) {
            return Demand.NOTHING;
        }
        int needs = needed(sentence);
        if (needs > 0) {
            return Demand.ask(sentence.subList(needs, sentence.size()));
        }
        for (String verb : List.of("requires", "require", "needs", "need")) {
            int at = Phrases.index(sentence, verb, 0);
            if (at > 0 && Approval.isNamedIn(sentence.subList(at, Math.min(sentence.size(), at + NEAR)))) {
                return Demand.ask(withoutAdverbs(sentence.subList(0, at)));
            }
        }
        int gets = Phrases.find(sentence, Vocabulary.GETS)[0];
        if (gets > 0 && Approval.isNamedIn(sentence.subList(gets, Math.min(sentence.size(), gets + NEAR)))) {
            return Demand.ask(sentence.subList(0, gets));
        }
        int approved = Phrases.find(sentence, Vocabulary.APPROVED)[0];
        if (approved > 0) {
            return Demand.ask(sentence.subList(0, approved));
        }
        int always = Phrases.index(sentence, "always", 0);
        if (always >= 0 && before > always && always <= 3) {
            return StepDemands.of(sentence.subList(before + 1, sentence.size()));
        }
        return OnlyDemands.of(sentence);
    }

    /** Where the action stands in "you need approval to deploy", "permission is required for pushing"; 0 if nowhere. */
    private static int needed(List<Token> sentence) {
        for (int i = 0; i + 2 < sentence.size() && i < NEAR; i++) {
            boolean noun = Vocabulary.APPROVAL_NOUNS.contains(Words.at(sentence, i));
            List<Token> front = sentence.subList(0, i);
            boolean who = front.stream()
                    .allMatch(token -> NEEDS.contains(token.word())
                            || KINDS.contains(token.word())
                            || Subject.isAgent(List.of(token)));
            boolean before = front.stream().anyMatch(token -> NEEDS.contains(token.word()));
            int to = i + 1;
            while (to < sentence.size() && BETWEEN.contains(sentence.get(to).word())) {
                to++;
            }
            boolean needed = before || to > i + 1;
            boolean not = sentence.subList(0, to).stream()
                    .anyMatch(token -> Set.of("no", "not", "don't", "without", "never", "if", "when")
                            .contains(token.word()));
            if (noun && who && needed && !not && Set.of("to", "for").contains(Words.at(sentence, to))) {
                return to + 1;
            }
        }
        return 0;
    }

    private static final Set<String> NEEDS = Set.of("need", "needs", "require", "requires", "must", "required");
    private static final Set<String> KINDS =
            Set.of("explicit", "written", "human", "user", "prior", "have", "get", "obtain");
    private static final Set<String> BETWEEN = Set.of(
            "is",
            "are",
            "required",
            "needed",
            "mandatory",
            "from",
            "the",
            "user",
            "me",
            "maintainer",
            "maintainers",
            "owner",
            "team");

    /** "… must be approved before execution": what is done stands in front. */
    private static boolean isDoing(List<Token> behind) {
        return behind.stream()
                .allMatch(token -> token.type() == Token.Type.MARK
                        || Set.of(
                                        "execution",
                                        "running",
                                        "proceeding",
                                        "executing",
                                        "use",
                                        "doing",
                                        "so",
                                        "it",
                                        "them",
                                        "being",
                                        "run",
                                        "executed",
                                        "applied",
                                        "performed",
                                        "any",
                                        "taken",
                                        "is",
                                        "are")
                                .contains(token.word()));
    }

    /** The words before "requires", without "must be explicitly shown and". */
    private static List<Token> withoutAdverbs(List<Token> words) {
        int must = Phrases.index(words, "must", 0);
        return must > 0 ? words.subList(0, must) : words;
    }

    /** "a statement changes 100 rows": whatever does it. */
    private static List<Token> withoutActor(List<Token> words) {
        int noun = words.size() > 2
                        && Set.of("a", "an", "any", "the", "your", "this")
                                .contains(words.get(0).word())
                ? 1
                : 0;
        boolean actor = words.size() > noun + 2
                && Set.of(
                                "statement",
                                "command",
                                "change",
                                "operation",
                                "action",
                                "step",
                                "task",
                                "query",
                                "script",
                                "pr",
                                "commit")
                        .contains(words.get(noun).word())
                && Verb.of(words.get(noun + 1).word()) != null;
        return actor ? words.subList(noun + 1, words.size()) : words;
    }

    /** "you think a reset is needed": what is thought of. */
    static List<Token> trimmed(List<Token> words) {
        return words.stream()
                .filter(token -> !Set.of(
                                "needed",
                                "necessary",
                                "required",
                                "think",
                                "feel",
                                "want",
                                "intended",
                                "potentially",
                                "possibly")
                        .contains(token.word()))
                .toList();
    }
}
