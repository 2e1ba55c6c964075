package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.prose.Environments.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a sentence demands to rules. */
final class RuleCompiler {

    static final String PERMISSION = "a permission loosens nothing";

    private static final String JUDGEMENT = "leaves it to the agent's judgement";

    private static final Condition ANY_CHANGE = Effects.any(Reversibility.REVERSIBLE);

    private final RuleCollector rules;
    private final Examples examples;

    RuleCompiler(RuleCollector rules, Examples examples) {
        this.rules = rules;
        this.examples = examples;
    }

    /** Returns why nothing is enforced of it, or null if something is, or nothing is to be said of it. */
    @Nullable
    String compile(List<Token> sentence, List<Token> words, Mood mood) {
        List<Token> core = Remarks.upTo(mood.demands() ? Markers.without(words) : words);
        Demand own = DemandReader.read(core);
        boolean question = !words.isEmpty() && words.get(words.size() - 1).is("?");
        boolean inherited = own.polarity() == Polarity.NONE && mood.demands() && !question;
        Demand demand = own;
        if (inherited) {
            List<Token> object = mood.namesVerb() ? Items.object(core) : core;
            if (mood.namesVerb() && object.isEmpty()) {
                return null;
            }
            demand = DemandReader.inherited(mood.polarity(), object);
        }
        if (own.polarity() == Polarity.NONE && mood.polarity() == Polarity.PERMIT) {
            return PERMISSION;
        }
        if (demand.polarity() == Polarity.NONE || (Words.isPure(words) && !hasCode(words)) || namesNothing(demand)) {
            return null;
        }
        if (demand.polarity() == Polarity.PERMIT || mood.polarity() == Polarity.PERMIT) {
            return PERMISSION;
        }
        return compile(sentence, demand, mood, inherited);
    }

    private @Nullable String compile(List<Token> sentence, Demand demand, Mood mood, boolean inherited) {
        List<Token> lead = inherited ? ListedPaths.lead(mood, demand.region()) : List.of();
        boolean verbFirst = !inherited && demand.imperative();
        ClauseResult result = ClauseReader.read(
                examples, ObjectFirst.slashed(Purposes.without(demand.region())), lead, rules.fileName(), verbFirst);
        Set<Environment> where = where(demand, mood);
        List<Found> founds = founds(demand, result, lead, mood, sentence, !where.isEmpty());
        if (founds.isEmpty()) {
            return result.because();
        }
        if (demand.leavesToJudgement()
                && founds.removeIf(found -> Everyday.is(found.condition()))
                && founds.isEmpty()) {
            return JUDGEMENT;
        }
        boolean here = demand.region().stream().anyMatch(token -> token.is("here"));
        if (here && founds.removeIf(found -> Everyday.is(found.condition())) && founds.isEmpty()) {
            return JUDGEMENT;
        }
        boolean unchecked = manner(demand) && founds.stream().allMatch(found -> Everyday.isWriting(found.condition()));
        if (unchecked) {
            return JUDGEMENT;
        }
        // "never run SQL without parameters" is about how it is written
        if (manner(demand)
                && founds.removeIf(found -> found.condition().equals(DataMeanings.STATEMENTS))
                && founds.isEmpty()) {
            return Reasons.CODE;
        }
        Terms terms = Terms.of(demand, sentence);
        boolean absolute = terms.onlyUnasked() && mood.polarity() == Polarity.DENY;
        boolean ask = (terms.asks() && !absolute) || mood.polarity() == Polarity.ASK;
        for (Found found : founds) {
            rules.add(
                    sentence, limited(found, result, where, terms), ask ? Verdict.ASK : Verdict.DENY, terms.reading());
        }
        return null;
    }

    /** The actions that are meant; where the words around them are not understood, those that are certain. */
    private List<Found> founds(
            Demand demand, ClauseResult result, List<Token> lead, Mood mood, List<Token> sentence, boolean somewhere) {
        List<Found> founds = new ArrayList<>(result.founds());
        founds.addAll(BracketedForms.read(examples, demand.region(), founds.isEmpty()));
        if (founds.isEmpty() && isPlain(demand) && result.isNotUnderstood()) {
            founds.addAll(Fallback.read(examples, demand.region()));
            if (founds.isEmpty()) {
                founds.addAll(FurtherReadings.of(examples, demand.region(), mood.words(), sentence, rules.fileName()));
            }
            if (founds.isEmpty()) {
                founds.addAll(UnreadCircumstances.read(examples, demand.region(), lead, rules.fileName()));
            }
        }
        // "anything that touches the payroll" is not anything
        if (result.dropped().stream().anyMatch(SaidWords::isSaid)) {
            founds.removeIf(found -> found.condition().equals(ANY_CHANGE));
        }
        if (founds.isEmpty() && isOpen(demand) && demand.reading() == null) {
            founds.addAll(Ports.read(demand.region()));
        }
        if (founds.isEmpty() && isOpen(demand) && demand.reading() == null) {
            founds.addAll(SaidActs.read(demand.region(), demand.imperative(), rules.isForeign()));
        } else if (!founds.isEmpty() && !result.dropped().isEmpty() && isOpen(demand)) {
            founds.addAll(SaidActs.of(result.dropped(), demand.region(), demand.imperative(), rules.isForeign()));
        }
        if (founds.isEmpty() && somewhere && demand.polarity() == Polarity.DENY) {
            result.snippets().forEach(code -> founds.add(Found.plain(OrmSettings.of(TextHas.squeezed(code)))));
        }
        if (demand.onlyDestroying()) {
            founds.removeIf(found -> found.condition().least().compareTo(Reversibility.REVERSIBLE) < 0);
            founds.replaceAll(found -> found.with(Effects.any(Reversibility.RECOVERABLE)));
            if (demand.reading() != null && !isOfDestruction(demand.region())) {
                founds.clear();
            }
        }
        return founds;
    }

    private static Set<Environment> where(Demand demand, Mood mood) {
        List<Token> places = new ArrayList<>(mood.words());
        places.addAll(demand.region());
        if (!demand.condition().isEmpty() && demand.condition().get(0).is("without")) {
            places.addAll(demand.condition());
        }
        return Where.said(places);
    }

    /** A prohibition or a question in so many words, not one that was made of something else. */
    private static boolean isPlain(Demand demand) {
        boolean said = (!demand.region().isEmpty() && demand.region().get(0).isCode())
                || demand.region().stream()
                        .filter(Token::isWord)
                        .map(Token::word)
                        .filter(word -> Verb.of(word) != null)
                        .findFirst()
                        .map(word -> Verb.lemma(word).equals(word) || word.endsWith("ing"))
                        .orElse(false);
        said |= BarePrograms.areAll(demand.region()) || UnknownChanges.areIn(demand.region());
        return said && isOpen(demand);
    }

    private static boolean isOpen(Demand demand) {
        boolean open = demand.reading() == null || demand.reading().equals(ReservedActions.HUMANS);
        return open && !demand.onlyDestroying();
    }

    private static boolean isOfDestruction(List<Token> region) {
        return region.stream()
                .anyMatch(token -> token.isWord()
                        && (Vocabulary.DESTRUCTIVE.contains(token.word())
                                || Verb.of(token.word()) == Verb.DESTROY
                                || Verb.nominal(token.word()) == Verb.DESTROY));
    }

    private static Found limited(Found found, ClauseResult result, Set<Environment> where, Terms terms) {
        Found limited = found;
        if (!result.branches().isEmpty()) {
            limited = new Found(
                    onBranches(limited.condition(), new Branches(result.branches())),
                    limited.generalised(),
                    limited.reading());
        }
        if (!where.isEmpty()) {
            boolean all = found.condition() instanceof OfEffect
                    && found.condition().keys().isEmpty();
            limited = new Found(DataMeanings.inPlace(limited.condition()), limited.generalised(), limited.reading());
            limited = limited.with(
                    new Environments(where, false, all ? Reversibility.RECOVERABLE : Reversibility.REVERSIBLE));
        }
        for (Condition further : terms.further()) {
            limited = limited.with(further);
        }
        return limited;
    }

    /** What is not to be committed to a branch is not to be pushed there from another one. */
    private static Condition onBranches(Condition condition, Branches branches) {
        Condition there = AllOf.of(condition, branches);
        return condition.equals(GitCommands.COMMITS)
                ? AnyOf.of(there, AllOf.of(GitCommands.PUSHES, new Surely(branches)))
                : there;
    }

    /** "… without parameters", "… when nothing is needed": a condition that no human is asked by. */
    private static boolean manner(Demand demand) {
        return !demand.condition().isEmpty()
                && !Approval.isIn(demand.condition())
                && Set.of("when", "if", "without", "while", "unless")
                        .contains(demand.condition().get(0).word())
                && Where.named(demand.condition()).isEmpty()
                && demand.condition().stream().noneMatch(Token::isCode);
    }

    private static boolean hasCode(List<Token> words) {
        return words.stream().anyMatch(Token::isCode);
    }

    /** "Never:" only leads a list. */
    private static boolean namesNothing(Demand demand) {
        return demand.polarity() != Polarity.PERMIT
                && (Words.isPure(demand.region()) || Headings.pointsBelow(demand.region()))
                && !hasCode(demand.region())
                && demand.region().stream()
                        .noneMatch(token ->
                                token.isWord() && (token.is("command") || token.is("commands") || token.is("action")));
    }
}
