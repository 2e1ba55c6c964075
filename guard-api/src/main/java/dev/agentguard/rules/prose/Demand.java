package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence demands, before it is known of which action: the prohibition or the question that it asks for, the
 * words that say of what, and the words of its condition.
 *
 * @param polarity what it demands
 * @param region the words that name the action
 * @param condition the words from "unless", "without" and the like on
 * @param reading how the form was understood, or null if it is plain
 * @param onlyDestroying whether it is read for what destroys only
 * @param imperative whether the first word of weight must be a verb
 */
record Demand(
        Polarity polarity,
        List<Token> region,
        List<Token> condition,
        @Nullable String reading,
        boolean onlyDestroying,
        boolean imperative) {

    Demand(
            Polarity polarity,
            List<Token> region,
            List<Token> condition,
            @Nullable String reading,
            boolean onlyDestroying) {
        this(polarity, region, condition, reading, onlyDestroying, false);
    }

    static final Demand NOTHING = new Demand(Polarity.NONE, List.of(), List.of(), null, false);
    private static final Demand PERMISSION = new Demand(Polarity.PERMIT, List.of(), List.of(), null, false);
    private static final int NEAR = 9;
    static final String STEP = "asks for a step before, which cannot be checked; a human decides";
    private static final String HUMANS = "leaves it to humans";

    enum Polarity {
        NONE,
        PERMIT,
        ASK,
        DENY
    }

    /** Whether it asks for something to be done before, and forbids nothing by itself. */
    boolean isStep() {
        return STEP.equals(reading);
    }

    /** "unless absolutely necessary" is for the agent to say. */
    boolean leavesToJudgement() {
        return condition.stream()
                .anyMatch(token -> Set.of(
                                "necessary", "needed", "required", "unavoidable", "warranted", "justified", "sense")
                        .contains(token.word()));
    }

    /** What it comes to for what is listed below: a condition makes a question of a prohibition. */
    Polarity asked() {
        boolean asks = polarity == Polarity.DENY
                && !condition.isEmpty()
                && !condition.get(0).is("even");
        return asks ? Polarity.ASK : polarity;
    }

    /** Something is to be done before: counts where something is destroyed, and in production. */
    static Demand step(List<Token> words) {
        int colon = Phrases.index(words, ":", 0);
        int bracket = Phrases.index(words, "(", 1);
        int end = Math.min(colon < 0 ? words.size() : colon, bracket < 0 ? words.size() : bracket);
        List<Token> region = words.subList(0, end);
        boolean production = region.stream()
                        .anyMatch(token -> token.isWord()
                                && Environments.Environment.of(token.word()) == Environments.Environment.PRODUCTION)
                && region.stream()
                        .noneMatch(token -> token.isWord()
                                && (Verb.of(token.word()) == Verb.DEPLOY || Verb.nominal(token.word()) == Verb.DEPLOY));
        return new Demand(Polarity.ASK, region, List.of(), STEP, !production);
    }

    static Demand of(List<Token> said) {
        if (said.isEmpty()
                || said.get(said.size() - 1).is("?")
                || Markers.showsExample(said)
                || Described.overrides(said)) {
            return NOTHING;
        }
        List<Token> whole = Brackets.withoutRemarks(Markers.withoutDoubled(said));
        Demand form = Forms.whole(whole);
        if (form.polarity != Polarity.NONE) {
            return form;
        }
        List<Token> sentence = Forms.plain(Labels.without(whole));
        if (sentence.isEmpty()) {
            return NOTHING;
        }
        if (Phrases.find(sentence, Vocabulary.NO_NEED)[0] >= 0) {
            return PERMISSION;
        }
        Demand early = humans(sentence);
        if (early.polarity != Polarity.NONE) {
            return early;
        }
        int[] never = Phrases.find(sentence, Vocabulary.NEVER);
        if (never[0] >= 0) {
            Demand denied = never(sentence, never);
            if (denied != null) {
                return denied;
            }
        }
        Demand question = question(sentence);
        if (question.polarity != Polarity.NONE) {
            return question;
        }
        int[] forbidden = Phrases.find(sentence, Vocabulary.FORBIDDEN);
        if (forbidden[0] >= 0) {
            List<Token> before = sentence.subList(0, forbidden[0]);
            List<Token> after = sentence.subList(forbidden[1], sentence.size());
            boolean standard = firstWord(after).equals("by") && word(after, 1).equals("default");
            if ((Set.of("by", "because").contains(firstWord(after)) && !standard)
                    || word(sentence, forbidden[0] - 1).equals("not")) {
                return NOTHING;
            }
            return isPure(before) ? denied(after, List.of()) : forbidden(before, after);
        }
        if (firstWord(sentence).equals("no") && sentence.get(0).isWord()) {
            return Described.isState(sentence)
                    ? NOTHING
                    : Set.of("need", "approval", "longer", "permission", "confirmation")
                                    .contains(word(sentence, 1))
                            ? PERMISSION
                            : isDescription(sentence)
                                    ? NOTHING
                                    : denied(sentence.subList(1, sentence.size()), List.of());
        }
        if (Phrases.find(sentence, Vocabulary.PERMITTED)[0] >= 0) {
            return PERMISSION;
        }
        return Forms.of(sentence);
    }

    /** "X is forbidden unless …", "X is off limits, it holds …": what stands behind only says when, or why. */
    private static Demand forbidden(List<Token> before, List<Token> after) {
        Demand said = denied(Forms.ofPlace(before), List.of());
        int when = conditionStart(after);
        if (said.condition.isEmpty() && when < after.size() && !after.get(when).is(",")) {
            return new Demand(Polarity.DENY, said.region, after.subList(when, after.size()), null, false);
        }
        int end = 0;
        while (end < when && after.get(end).isWord()) {
            end++;
        }
        List<Token> region = new ArrayList<>(said.region);
        after.subList(0, end).stream()
                .filter(token -> !Vocabulary.PLACES.contains(token.word()))
                .forEach(region::add);
        return new Demand(Polarity.DENY, region, said.condition, null, false);
    }

    private static @Nullable Demand never(List<Token> sentence, int[] never) {
        List<Token> rest = sentence.subList(never[1], sentence.size());
        List<Token> subject = sentence.subList(0, never[0]);
        String next = firstWord(rest);
        if (Vocabulary.NOT_NEEDED.contains(next)) {
            return PERMISSION;
        }
        boolean passive =
                next.equals("be") || (next.equals("to") && word(rest, 1).equals("be")) || isParticiple(subject, next);
        boolean guards = rest.stream().anyMatch(token -> token.is("hook") || token.is("hooks") || token.is("signing"));
        if (Vocabulary.NOT_FORBIDDEN.contains(next) && !guards) {
            return null;
        }
        int comma = Phrases.index(subject, ",", 0);
        List<Token> lead = List.of();
        if (comma > 0
                && Set.of("if", "when", "while", "in", "on", "for", "during", "unless", "before", "after", "as", "even")
                        .contains(firstWord(subject))) {
            lead = subject.subList(0, comma);
            subject = subject.subList(comma + 1, subject.size());
        }
        if (passive) {
            return denied(rest, subject);
        }
        if (Described.isThirdPerson(subject, sentence.get(never[0]), rest)) {
            return NOTHING;
        }
        if (!Subject.isAgent(subject)) {
            return Phrases.find(rest, Vocabulary.NEVER)[0] >= 0 ? of(rest) : NOTHING;
        }
        Demand denied = Forms.ofPath(
                denied(Pronouns.within(rest, sentence.subList(0, never[0])), List.of()), sentence.subList(0, never[0]));
        if (lead.isEmpty()) {
            boolean mark = sentence.get(never[0]).type() == Token.Type.MARK;
            return new Demand(denied.polarity, denied.region, denied.condition, denied.reading, false, !mark);
        }
        boolean circumstance = !Set.of("in", "on", "for", "as", "even").contains(firstWord(lead));
        List<Token> region = new ArrayList<>(denied.region);
        boolean place =
                lead.stream().anyMatch(token -> token.isWord() && Environments.Environment.of(token.word()) != null);
        if (place) {
            lead.stream()
                    .filter(token -> token.isWord() && Environments.Environment.of(token.word()) != null)
                    .forEach(region::add);
        }
        return circumstance && !place
                ? new Demand(
                        Polarity.ASK,
                        region,
                        denied.condition,
                        "its circumstance cannot be checked; a human decides",
                        false)
                : new Demand(denied.polarity, region, denied.condition, denied.reading, false);
    }

    private static boolean isParticiple(List<Token> subject, String next) {
        String last = subject.isEmpty() ? "" : subject.get(subject.size() - 1).word();
        return Set.of("is", "are", "be", "gets", "get").contains(last) && Verb.of(next) != null;
    }

    /** "no column is dropped in the release that …" tells what is, not what to do. */
    private static boolean isDescription(List<Token> sentence) {
        for (int i = 2; i < Math.min(conditionStart(sentence), 6); i++) {
            if (sentence.get(i).is("is") || sentence.get(i).is("are")) {
                return !Set.of("allowed", "permitted", "ok", "acceptable").contains(word(sentence, i + 1));
            }
        }
        return false;
    }

    /** "only humans …", "only suggest", "the user must manually run …". */
    private static Demand humans(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only >= 0
                && Set.of("suggest", "propose", "recommend", "print", "show").contains(word(sentence, only + 1))
                && only > 0) {
            List<Token> before = sentence.subList(0, Math.max(0, only));
            int from = firstWord(before).equals("for") ? 1 : 0;
            return new Demand(
                    Polarity.DENY,
                    trimmed(before.subList(from, before.size())),
                    List.of(),
                    "only to be suggested",
                    false);
        }
        if (only == 0 || (only > 0 && sentence.get(only - 1).type() == Token.Type.MARK)) {
            if (Set.of("human", "humans", "people", "maintainers", "developers").contains(word(sentence, only + 1))
                    && Set.of("may", "should", "can", "must", "shall").contains(word(sentence, only + 2))) {
                return new Demand(Polarity.DENY, sentence.subList(only + 3, sentence.size()), List.of(), HUMANS, false);
            }
        }
        int manually = Phrases.index(sentence, "manually", 0);
        int must = Phrases.index(sentence, "must", 0);
        if (manually > must && must >= 0 && must <= 3) {
            List<Token> who = sentence.subList(0, must);
            boolean human = who.stream()
                    .anyMatch(token -> Set.of("user", "human", "developer", "humans", "users", "maintainer", "i")
                            .contains(token.word()));
            if (human) {
                return new Demand(
                        Polarity.DENY, sentence.subList(manually + 1, sentence.size()), List.of(), HUMANS, false);
            }
        }
        return NOTHING;
    }

    /** Reads a list item that says only what, under a heading that says that it is forbidden. */
    static Demand inherited(Polarity polarity, List<Token> item) {
        Demand denied = denied(Brackets.withoutRemarks(item), List.of());
        return polarity == Polarity.DENY ? denied : new Demand(polarity, denied.region, denied.condition, null, false);
    }

    /** Whether these are only words without weight, so that what is meant must stand in a list below. */
    static boolean isPure(List<Token> tokens) {
        return tokens.stream()
                .allMatch(token -> !token.isCode()
                        && (token.type() == Token.Type.MARK
                                || Vocabulary.FILLERS.contains(token.word())
                                || Vocabulary.LEADS.contains(token.word())
                                || Environments.Environment.of(token.word()) != null
                                || Set.of("in", "on", "or", "and", "against", "for")
                                        .contains(token.word())));
    }

    /** Forbids what the words say up to their condition; the subject of a passive sentence is put behind its verb. */
    private static Demand denied(List<Token> words, List<Token> subject) {
        int end = conditionStart(words);
        List<Token> region = new ArrayList<>(words.subList(0, end));
        region.addAll(subject.subList(0, conditionStart(subject)));
        int condition = end;
        if (condition < words.size()
                && (words.get(condition).is(",") || words.get(condition).is(":"))) {
            condition++;
            while (condition < words.size()
                    && !Set.of("unless", "without", "until", "except")
                            .contains(words.get(condition).word())) {
                condition++;
            }
        }
        boolean asks = end < words.size() && words.get(end).is(",") && asksInstead(words.subList(end, words.size()));
        return new Demand(
                asks ? Polarity.ASK : Polarity.DENY, region, words.subList(condition, words.size()), null, false);
    }

    /** ", always ask for permission first": so a human may allow it. */
    private static boolean asksInstead(List<Token> words) {
        return words.stream().limit(4).anyMatch(token -> token.is("ask") || token.is("confirm"))
                && words.stream().noneMatch(token -> token.is("even") || token.is("never") || token.is("not"));
    }

    private static int conditionStart(List<Token> words) {
        int end = 0;
        while (end < words.size() && !startsCondition(words, end)) {
            end++;
        }
        return end;
    }

    private static boolean startsCondition(List<Token> words, int at) {
        Token token = words.get(at);
        if (token.is(",")
                && at > 0
                && at + 1 < words.size()
                && (Vocabulary.THOUGHTS.contains(words.get(at + 1).word()) || Thoughts.tells(words, at + 1))) {
            return true;
        }
        if (token.is(",")
                && at > 0
                && at + 2 < words.size()
                && words.get(at + 1).is("only")
                && Verb.of(words.get(at + 2).word()) != null) {
            return true;
        }
        if (token.is(":")
                && at > 1
                && at + 1 < words.size()
                && words.get(at + 1).isWord()
                && namesObject(words.subList(0, at))) {
            return true;
        }
        if (!token.isWord()) {
            return false;
        }
        if (token.is("outside")) {
            return false;
        }
        return Vocabulary.CONDITIONS.contains(token.word())
                || (token.is("even") && Set.of("if", "when", "with", "after").contains(word(words, at + 1)));
    }

    /** Whether the words in front of a colon are whole, so that what follows only explains them. */
    private static boolean namesObject(List<Token> words) {
        for (int i = 0; i < words.size(); i++) {
            Thing.Found found = words.get(i).isWord() ? Thing.at(words, i) : null;
            if (words.get(i).isCode() || (found != null && found.thing() != Thing.COMMAND)) {
                return true;
            }
        }
        return false;
    }

    /** "ask before …", "before …, ask", "… requires approval", "only … if the user asks", "stop and ask". */
    private static Demand question(List<Token> sentence) {
        int before = Phrases.index(sentence, "before", 0);
        if (before > 0
                && (speaksOfApproval(sentence.subList(Math.max(0, before - NEAR), before)) || Forms.shows(sentence))) {
            return asked(sentence.subList(before + 1, sentence.size()));
        }
        int comma = Phrases.outside(sentence, ",");
        if (before == 0 && comma > 0) {
            List<Token> region = sentence.subList(1, comma);
            List<Token> step = sentence.subList(comma, sentence.size());
            if (speaksOfApproval(step) || Forms.waitsForPeople(step)) {
                return asked(region);
            }
            return Forms.tellsWhatHappens(step) ? NOTHING : step(region);
        }
        boolean circumstance = Set.of("if", "when", "whenever").contains(firstWord(sentence));
        if (circumstance && comma > 0 && stops(sentence.subList(comma, sentence.size()))) {
            return asked(withoutActor(trimmed(sentence.subList(1, comma))));
        }
        int first = Phrases.index(sentence, "first", 0);
        if (first > 0 && firstWord(sentence).equals("ask") && word(sentence, 1).equals("first")) {
            return NOTHING;
        }
        for (String verb : List.of("requires", "require", "needs", "need")) {
            int at = Phrases.index(sentence, verb, 0);
            if (at > 0 && namesApproval(sentence.subList(at, Math.min(sentence.size(), at + NEAR)))) {
                return asked(withoutAdverbs(sentence.subList(0, at)));
            }
        }
        int approved = Phrases.find(sentence, Vocabulary.APPROVED)[0];
        if (approved > 0) {
            return asked(sentence.subList(0, approved));
        }
        int always = Phrases.index(sentence, "always", 0);
        if (always >= 0 && before > always && always <= 3) {
            return step(sentence.subList(before + 1, sentence.size()));
        }
        return only(sentence);
    }

    /** The words before "requires", without "must be explicitly shown and". */
    private static List<Token> withoutAdverbs(List<Token> words) {
        int must = Phrases.index(words, "must", 0);
        return must > 0 ? words.subList(0, must) : words;
    }

    private static Demand only(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only < 0 || speaksOfApproval(sentence.subList(0, only))) {
            return NOTHING;
        }
        Set<String> when = Set.of("if", "when", "after", "with", "once", "upon");
        int end = only + 1;
        while (end < sentence.size() && !when.contains(word(sentence, end))) {
            end++;
        }
        if (speaksOfApproval(sentence.subList(end, sentence.size()))
                && Subject.isAgentOrThing(sentence.subList(0, only))) {
            List<Token> region = new ArrayList<>(sentence.subList(0, only));
            region.addAll(sentence.subList(only + 1, end));
            return asked(region);
        }
        int purpose = Phrases.index(sentence, "for", only);
        boolean place = purpose > only
                && sentence.subList(only, purpose).stream()
                        .anyMatch(token -> token.isWord() && Environments.Environment.of(token.word()) != null);
        if (place && word(sentence, only + 1).equals("use")) {
            List<Token> condition = new ArrayList<>(sentence.subList(only, only + 1));
            condition.addAll(sentence.subList(only + 2, purpose));
            return new Demand(Polarity.DENY, sentence.subList(purpose + 1, sentence.size()), condition, null, true);
        }
        int last = sentence.size() - 1;
        boolean ends = last > only && Environments.Environment.of(lastWord(sentence)) != null;
        for (int i = last; ends && i > only + 1; i--) {
            if (Set.of("to", "in", "on", "against").contains(word(sentence, i))) {
                return new Demand(Polarity.DENY, sentence.subList(only + 1, i), joined(sentence, only, i), null, false);
            }
        }
        boolean there = Set.of("in", "on", "against").contains(word(sentence, only + 1))
                && Environments.Environment.of(lastWord(sentence.subList(only, sentence.size()))) != null;
        return there
                ? new Demand(
                        Polarity.DENY, sentence.subList(0, only), sentence.subList(only, sentence.size()), null, true)
                : NOTHING;
    }

    private static List<Token> joined(List<Token> sentence, int only, int from) {
        List<Token> condition = new ArrayList<>(sentence.subList(only, only + 1));
        condition.addAll(sentence.subList(from, sentence.size()));
        return condition;
    }

    private static Demand asked(List<Token> words) {
        return new Demand(Polarity.ASK, words.subList(0, conditionStart(words)), List.of(), null, false);
    }

    /** "you think a reset is needed": what is thought of. */
    private static List<Token> trimmed(List<Token> words) {
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

    private static boolean stops(List<Token> tokens) {
        boolean said = tokens.stream()
                .anyMatch(token -> Set.of("stop", "must", "always", "first").contains(token.word()));
        return said
                && (speaksOfApproval(tokens)
                        || tokens.stream().anyMatch(token -> token.is("warning") || token.is("warn")));
    }

    static boolean speaksOfApproval(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL.contains(token.word()));
    }

    private static boolean namesApproval(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL_NOUNS.contains(token.word()));
    }

    static String firstWord(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isWord)
                .map(Token::word)
                .findFirst()
                .orElse("");
    }

    private static String lastWord(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).isWord()) {
                return tokens.get(i).word();
            }
        }
        return "";
    }

    private static String word(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).word() : "";
    }
}
