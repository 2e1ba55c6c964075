package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a sentence demands, by the forms in which people forbid and ask; the first that fits counts. */
final class DemandReader {

    private DemandReader() {}

    static Demand read(List<Token> said) {
        if (said.isEmpty()
                || said.get(said.size() - 1).is("?")
                || Markers.showsExample(said)
                || Described.overrides(said)) {
            return Demand.NOTHING;
        }
        List<Token> whole = Brackets.withoutRemarks(Markers.withoutDoubled(said));
        Demand form = FlatRefusals.of(whole);
        if (form.polarity() != Polarity.NONE) {
            return form;
        }
        List<Token> sentence = EveryForm.without(Labels.without(whole));
        if (sentence.isEmpty()) {
            return Demand.NOTHING;
        }
        if (Phrases.find(sentence, Vocabulary.NO_NEED)[0] >= 0) {
            return Demand.PERMISSION;
        }
        Demand early = ReservedActions.byName(sentence);
        if (early.polarity() != Polarity.NONE) {
            return early;
        }
        int[] never = Phrases.find(sentence, Vocabulary.NEVER);
        if (never[0] >= 0) {
            Demand denied = never(sentence, never);
            if (denied != null) {
                return denied;
            }
        }
        Demand question = ApprovalDemands.of(sentence);
        if (question.polarity() != Polarity.NONE) {
            return question;
        }
        int[] forbidden = Phrases.find(sentence, Vocabulary.FORBIDDEN);
        if (forbidden[0] >= 0) {
            List<Token> before = sentence.subList(0, forbidden[0]);
            List<Token> after = sentence.subList(forbidden[1], sentence.size());
            boolean standard =
                    Words.first(after).equals("by") && Words.at(after, 1).equals("default");
            if ((Set.of("by", "because").contains(Words.first(after)) && !standard)
                    || Words.at(sentence, forbidden[0] - 1).equals("not")
                    || isAttribute(sentence, forbidden[0])) {
                return Demand.NOTHING;
            }
            return Words.isPure(before) ? Prohibition.of(after, List.of()) : Prohibition.ofSubject(before, after);
        }
        if (Words.first(sentence).equals("no") && sentence.get(0).isWord()) {
            return Described.isState(sentence)
                    ? Demand.NOTHING
                    : Set.of("need", "approval", "longer", "permission", "confirmation")
                                    .contains(Words.at(sentence, 1))
                            ? Demand.PERMISSION
                            : isDescription(sentence)
                                    ? Demand.NOTHING
                                    : Prohibition.of(UsualActs.said(sentence.subList(1, sentence.size())), List.of());
        }
        if (Phrases.find(sentence, Vocabulary.PERMITTED)[0] >= 0) {
            return Demand.PERMISSION;
        }
        return SilentForms.of(sentence);
    }

    private static @Nullable Demand never(List<Token> sentence, int[] never) {
        List<Token> rest = sentence.subList(never[1], sentence.size());
        List<Token> subject = sentence.subList(0, never[0]);
        String next = Words.first(rest);
        if (Vocabulary.NOT_NEEDED.contains(next)) {
            return Demand.PERMISSION;
        }
        boolean passive = next.equals("be")
                || (next.equals("to") && Words.at(rest, 1).equals("be"))
                || isParticiple(subject, next);
        boolean guards = rest.stream().anyMatch(token -> token.is("hook") || token.is("hooks") || token.is("signing"));
        if (Vocabulary.NOT_FORBIDDEN.contains(next) && !guards) {
            return null;
        }
        int comma = Phrases.index(subject, ",", 0);
        List<Token> lead = List.of();
        if (comma > 0
                && Set.of("if", "when", "while", "in", "on", "for", "during", "unless", "before", "after", "as", "even")
                        .contains(Words.first(subject))) {
            lead = subject.subList(0, comma);
            subject = subject.subList(comma + 1, subject.size());
        }
        if (passive) {
            return Prohibition.of(rest, subject);
        }
        if (Described.isThirdPerson(subject, sentence.get(never[0]), rest)) {
            return Demand.NOTHING;
        }
        if (!Subject.isAgent(subject) && !ProtectedPaths.areAll(subject)) {
            return Phrases.find(rest, Vocabulary.NEVER)[0] >= 0 ? read(rest) : Demand.NOTHING;
        }
        Demand denied = ProtectedPaths.inFront(
                Prohibition.of(Pronouns.within(rest, sentence.subList(0, never[0])), List.of()),
                sentence.subList(0, never[0]));
        if (lead.isEmpty()) {
            boolean mark = sentence.get(never[0]).type() == Token.Type.MARK;
            return new Demand(denied.polarity(), denied.region(), denied.condition(), denied.reading(), false, !mark);
        }
        boolean circumstance = !Set.of("in", "on", "for", "as", "even").contains(Words.first(lead));
        List<Token> region = new ArrayList<>(denied.region());
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
                        denied.condition(),
                        "its circumstance cannot be checked; a human decides",
                        false)
                : new Demand(denied.polarity(), region, denied.condition(), denied.reading(), false);
    }

    /** "if you find a banned import, report it" speaks of one. */
    private static boolean isAttribute(List<Token> sentence, int at) {
        return Set.of("if", "when", "whenever").contains(Words.first(sentence))
                && Set.of("a", "an", "any", "the").contains(Words.at(sentence, at - 1));
    }

    private static boolean isParticiple(List<Token> subject, String next) {
        String last = subject.isEmpty() ? "" : subject.get(subject.size() - 1).word();
        boolean participle = !Verb.lemma(next).equals(next)
                || Set.of("set", "put", "run", "reset").contains(next);
        return Set.of("is", "are", "be", "gets", "get").contains(last) && participle && Verb.of(next) != null;
    }

    /** "no column is dropped in the release that …" tells what is, not what to do. */
    private static boolean isDescription(List<Token> sentence) {
        for (int i = 2; i < Math.min(ConditionStart.in(sentence), 6); i++) {
            if (sentence.get(i).is("is") || sentence.get(i).is("are")) {
                return !Set.of("allowed", "permitted", "ok", "acceptable").contains(Words.at(sentence, i + 1));
            }
        }
        return false;
    }

    /** Reads a list item that says only what, under a heading that says that it is forbidden. */
    static Demand inherited(Polarity polarity, List<Token> item) {
        Demand denied = Prohibition.of(Brackets.withoutRemarks(item), List.of());
        return polarity == Polarity.DENY
                ? denied
                : new Demand(polarity, denied.region(), denied.condition(), null, false);
    }
}
