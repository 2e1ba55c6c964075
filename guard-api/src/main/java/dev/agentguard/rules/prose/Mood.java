package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/**
 * What a heading or the line above a list says of the items below.
 *
 * @param polarity what it demands of them
 * @param words its words, for environments and for what is not to be done
 * @param code whether it speaks of code, so that nothing below is about what an agent does
 * @param namesVerb whether it says what is not to be done, so that its items only say to what: "Do not edit:"
 */
record Mood(Polarity polarity, List<Token> words, boolean code, boolean namesVerb) {

    private static final int LONGEST = 100;

    static final Mood NONE = new Mood(Polarity.NONE, List.of(), false, false);

    /** Reads a heading or lead-in; no mood if it says something itself. */
    static Mood of(List<Token> said) {
        if (said.size() > LONGEST) {
            return NONE;
        }
        List<Token> tokens = Scopes.without(Idioms.plain(Foreign.english(said)));
        if (Headings.isAboutCode(tokens)) {
            return new Mood(Polarity.NONE, tokens, true, false);
        }
        if (Headings.isQuestion(tokens) || ApprovalLeads.isOne(tokens)) {
            return ApprovalLeads.areFiles(tokens) ? ofFiles(Polarity.ASK, tokens) : of(Polarity.ASK, tokens);
        }
        if (Headings.isPermission(tokens)) {
            return of(Polarity.PERMIT, tokens);
        }
        if (Headings.isProhibition(tokens)) {
            return of(Polarity.DENY, tokens);
        }
        if (Headings.areProtectedFiles(tokens)) {
            return ofFiles(Polarity.DENY, tokens);
        }
        int bracket = Phrases.index(tokens, "(", 1);
        boolean remark = bracket > 1
                && tokens.get(tokens.size() - 1).is(")")
                && Phrases.find(tokens.subList(0, bracket), Vocabulary.FORBIDDEN)[0] >= 0
                && !Approval.isIn(tokens);
        if (remark) {
            return of(tokens.subList(0, bracket));
        }
        int never = Phrases.find(tokens, Vocabulary.NEVER)[0];
        boolean titled = never > 0 && Words.isPure(tokens.subList(0, never));
        Demand demand = DemandReader.read(titled ? tokens.subList(never, tokens.size()) : tokens);
        if (demand.polarity() == Polarity.NONE || demand.isStep()) {
            return NONE;
        }
        if (demand.polarity() == Polarity.PERMIT) {
            return of(Polarity.PERMIT, tokens);
        }
        if (Words.isPure(demand.region())) {
            return of(demand.asked(), tokens);
        }
        return Headings.isVerbOnly(demand.region()) ? new Mood(demand.asked(), tokens, false, namesVerb(demand)) : NONE;
    }

    private static Mood of(Polarity polarity, List<Token> words) {
        return new Mood(polarity, words, false, false);
    }

    /** The same below a column's head, whose words say what its cells are. */
    Mood under(List<Token> head) {
        List<Token> all = new ArrayList<>(words);
        all.addAll(head);
        return new Mood(polarity, all, code, namesVerb);
    }

    /** Files that are listed below are not to be modified. */
    private static Mood ofFiles(Polarity polarity, List<Token> tokens) {
        return new Mood(polarity, List.of(Words.plain("modify", tokens.get(0).line())), false, true);
    }

    boolean isNone() {
        return polarity == Polarity.NONE && !code;
    }

    boolean demands() {
        return polarity == Polarity.DENY || polarity == Polarity.ASK;
    }

    private static boolean namesVerb(Demand demand) {
        return demand.region().stream()
                .anyMatch(
                        token -> token.isWord() && Verb.of(token.word()) != null && Verb.of(token.word()) != Verb.RUN);
    }
}
