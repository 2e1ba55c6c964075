package dev.agentguard.rules.prose;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.prose.Demand.Polarity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns sentences into rules, or into advice with the reason. Used for one file, by one thread. */
final class StatementReader {

    private static final int LONGEST = 400;
    private static final int MOST = 2_000;

    private final String fileName;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private final Set<String> patterns = new HashSet<>();
    private final Map<Integer, Integer> perLine = new HashMap<>();

    StatementReader(String fileName) {
        this.fileName = fileName;
    }

    /**
     * What a heading or the line above a list says of the items below.
     *
     * @param polarity what it demands of them
     * @param words its words, for environments
     */
    record Mood(Polarity polarity, List<Token> words) {
        static final Mood NONE = new Mood(Polarity.NONE, List.of());
    }

    /** Returns what a heading or lead-in says of what is listed below it; no mood if it says something itself. */
    static Mood moodOf(List<Token> tokens) {
        Demand demand = Demand.of(tokens);
        boolean names = demand.polarity() != Polarity.PERMIT && !Demand.isPure(demand.region());
        return names || demand.polarity() == Polarity.NONE ? Mood.NONE : new Mood(polarityOf(demand), tokens);
    }

    /** Reads a sentence; the mood is that of its heading if it is the first one of a list item. */
    void read(List<Token> sentence, Mood above) {
        if (sentence.size() > LONGEST) {
            advise(sentence, "longer than " + LONGEST + " words");
            return;
        }
        int colon = colon(sentence);
        Mood lead = colon > 0 ? moodOf(sentence.subList(0, colon)) : Mood.NONE;
        boolean leads = lead.polarity() != Polarity.NONE;
        List<Token> words = leads ? sentence.subList(colon + 1, sentence.size()) : sentence;
        readUnder(sentence, words, leads ? lead : above);
    }

    /** Notes something under a prohibition that is not read at all. */
    void adviseOn(String text, int line, String because) {
        if (advice.size() < MOST) {
            advice.add(new Advice(fileName + ":" + line, text, because));
        }
    }

    RuleBook book() {
        return RuleBook.of(rules, advice);
    }

    private void readUnder(List<Token> sentence, List<Token> words, Mood mood) {
        List<Token> core = upToRemark(words);
        Demand own = Demand.of(core);
        Demand demand = own.polarity() == Polarity.NONE && mood.polarity() != Polarity.NONE
                ? Demand.inherited(mood.polarity(), core)
                : own;
        if (demand.polarity() == Polarity.NONE || Demand.isPure(words) || namesNothing(demand)) {
            return;
        }
        if (demand.polarity() == Polarity.PERMIT) {
            advise(sentence, "a permission loosens nothing");
            return;
        }
        if (demand.isConditional() && !demand.mayBeApproved() && dependsOnArguments(demand.condition())) {
            advise(sentence, "depends on an argument, which this version does not check");
            return;
        }
        ActionReader.Result result = ActionReader.read(demand.region());
        if (result.findings().isEmpty()) {
            advise(sentence, result.because());
            return;
        }
        boolean ask = demand.polarity() == Polarity.ASK || mood.polarity() == Polarity.ASK || demand.isConditional();
        String condition = demand.isConditional() && !demand.mayBeApproved()
                ? "its condition cannot be checked; a human decides"
                : null;
        List<Token> places = new ArrayList<>(mood.words());
        places.addAll(demand.region());
        for (Finding finding : result.findings()) {
            add(sentence, finding, ask ? Verdict.ASK : Verdict.DENY, condition, environments(places));
        }
    }

    /** "Never:" only leads a list. */
    private static boolean namesNothing(Demand demand) {
        return demand.polarity() != Polarity.PERMIT && Demand.isPure(demand.region());
    }

    private static List<Token> upToRemark(List<Token> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).is("—")) {
                return words.subList(0, i);
            }
        }
        return words;
    }

    /** The remark behind a dash, if it says what to do. */
    private static @Nullable String instead(List<Token> sentence) {
        List<Token> remark =
                sentence.subList(Math.min(upToRemark(sentence).size() + 1, sentence.size()), sentence.size());
        return !remark.isEmpty()
                        && Vocabulary.ALTERNATIVE.contains(remark.get(0).word())
                ? Tokens.text(remark)
                : null;
    }

    private static boolean dependsOnArguments(List<Token> condition) {
        return condition.stream()
                .anyMatch(token ->
                        token.isCode() || token.is("where") || token.word().startsWith("--"));
    }

    private static Polarity polarityOf(Demand demand) {
        return demand.polarity() == Polarity.DENY && demand.isConditional() ? Polarity.ASK : demand.polarity();
    }

    private static int colon(List<Token> sentence) {
        for (int i = 1; i < sentence.size() - 1; i++) {
            if (sentence.get(i).is(":")) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> environments(List<Token> words) {
        Set<String> names = new LinkedHashSet<>();
        for (Token token : words) {
            if (token.is("local")) {
                return List.of();
            }
            if (token.isWord()) {
                names.addAll(Vocabulary.environmentNames(token.word()));
            }
        }
        return List.copyOf(names);
    }

    private void add(
            List<Token> sentence, Finding finding, Verdict verdict, @Nullable String condition, List<String> within) {
        if (rules.size() >= MOST) {
            advise(sentence, "this file already has " + MOST + " rules");
            return;
        }
        int line = sentence.get(0).line();
        String source = fileName + ":" + line;
        EffectPattern pattern = finding.pattern().environments(within).build();
        Verdict demanded = finding.generalised() ? Verdict.ASK : verdict;
        if (!patterns.add(source + " " + demanded + " " + pattern)) {
            return;
        }
        int count = perLine.merge(line, 1, Integer::sum);
        rules.add(new Rule(
                count == 1 ? source : source + "#" + count,
                source,
                demanded,
                pattern,
                Tokens.text(sentence),
                finding.reading() == null ? condition : finding.reading(),
                instead(sentence)));
    }

    private void advise(List<Token> sentence, String because) {
        adviseOn(Tokens.text(sentence), sentence.get(0).line(), because);
    }
}
