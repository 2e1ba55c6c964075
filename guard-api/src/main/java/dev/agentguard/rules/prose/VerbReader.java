package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads what is done, by a verb in any of its forms, and tells words apart that are verbs elsewhere. */
record VerbReader(ClauseState state, PhraseReader unknown) implements PhraseReader {

    private static final Set<String> ADJECTIVES = Set.of("empty", "open", "clean", "set");
    private static final Set<String> OF_CODE =
            Set.of("subscription", "subscriptions", "model", "mode", "queue", "queues");

    @Override
    public boolean read() {
        Cursor words = state.words;
        String word = words.word();
        if (isOfCode(word)) {
            state.findings.refuse(Reasons.CODE);
            return true;
        }
        if (word.equals("approach") && !words.isAtStart() && !words.isLinked()) {
            return unknown.read();
        }
        if (isParticiple(word)) {
            words.skip(1);
            return true;
        }
        if (word.equals("tests")
                && state.clause.things.isEmpty()
                && state.clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN && verb != Verb.SKIP)) {
            state.findings.refuse(Reasons.CODE);
            return true;
        }
        if (word.equals("run") && Set.of("this", "the", "that", "each", "a").contains(words.previous())) {
            state.findings.addUnknown(words.previous() + " run");
            words.skip(1);
            return true;
        }
        if (ADJECTIVES.contains(word) && Set.of("a", "an", "the").contains(words.previous())) {
            return unknown.read();
        }
        return behindHyphen(word) || (isObject(word) ? unknown.read() : verb(word));
    }

    /** "revert to using …", "a pull subscription". */
    private boolean isOfCode(String word) {
        Cursor words = state.words;
        boolean back = Verb.of(word) == Verb.REVERT
                && words.ahead(1).equals("to")
                && Verb.of(words.ahead(2)) != null
                && words.ahead(2).endsWith("ing");
        return back || (Verb.of(word) == Verb.PULL && OF_CODE.contains(words.ahead(1)));
    }

    /** "delete volumes used in production". */
    private boolean isParticiple(String word) {
        return word.endsWith("ed")
                && !state.clause.verbs.isEmpty()
                && !state.clause.things.isEmpty()
                && !state.words.isLinked();
    }

    /** "auto-commit" is what is done, "read-write" is not. */
    private boolean behindHyphen(String word) {
        Cursor words = state.words;
        Verb said = Verb.of(word);
        if (said == null || words.isAtStart() || !words.token().before().equals("-")) {
            return false;
        }
        if (words.previous().equals("auto") && !word.endsWith("ed")) {
            state.findings.removeUnknown("auto");
            state.start(said, word);
            words.skip(1);
            return true;
        }
        boolean part = Verb.of(words.previous()) == null;
        if (part) {
            words.skip(1);
        }
        return part;
    }

    /** "delete tests": what could be a verb is what is deleted. */
    private boolean isObject(String word) {
        Cursor words = state.words;
        return Verb.of(word) != null
                && !word.endsWith("ing")
                && !words.isAtStart()
                && !words.isLinked()
                && words.isWord(words.at() - 1)
                && Verb.of(words.previous()) != Verb.RUN
                && !state.clause.onlyRuns()
                && !state.clause.hasObjects()
                && !state.clause.closed
                && (Verb.of(words.previous()) != null || isPlural(word));
    }

    /** "change the KPI targets": behind a noun that nobody knows another noun stands, and no verb. */
    private static boolean isPlural(String word) {
        return word.endsWith("s") && !Verb.lemma(word).equals(word);
    }

    private boolean verb(String word) {
        Cursor words = state.words;
        int next = words.at() + 1;
        boolean hyphen = next < words.size() && words.token(next).before().equals("-");
        String joined = hyphen ? word + "-" + words.word(next) : "";
        Verb compound = hyphen ? Verb.of(joined) : null;
        Verb verb = compound != null ? compound : Verb.of(word);
        if (verb == null) {
            verb = Verb.nominal(word);
            if (verb == null || (!state.clause.isEmpty() && state.clause.things.isEmpty())) {
                return false;
            }
        }
        int end = compound != null ? next + 1 : next;
        if (NounPhrases.PARTICLES.contains(words.word(end))) {
            return unknown.read();
        }
        state.start(verb, compound != null ? joined : word);
        words.moveTo(end);
        return true;
    }
}
