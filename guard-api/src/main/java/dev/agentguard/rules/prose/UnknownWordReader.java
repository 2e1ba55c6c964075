package dev.agentguard.rules.prose;

import java.util.Set;

/** Passes a word that nobody knows, where it only narrows what is meant, and refuses the clause where it may be all. */
record UnknownWordReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        if (!isPassed()) {
            narrow();
        }
        return true;
    }

    /** Whether the word can be left out. */
    private boolean isPassed() {
        Cursor words = state.words;
        String word = words.word();
        Clause clause = state.clause;
        if (word.equals("globally") && clause.things.remove(Thing.DEPENDENCY)) {
            clause.things.add(Thing.GLOBAL_PACKAGE);
            words.skip(1);
            return true;
        }
        boolean kind = !clause.paths.isEmpty() && words.isCode(words.at() - 1);
        boolean named = kind
                && isDirectory(clause.paths.get(clause.paths.size() - 1))
                && !ClauseWords.isOfCode(word)
                && (words.at() + 1 >= words.size() || ClauseWords.LINKS.contains(words.ahead(1)));
        if (named || (kind && (word.equals("document") || word.equals("documents")))) {
            words.skip(1);
            return true;
        }
        if (state.hasObjectsOrNew() && (words.isLinked() || isFurther())) {
            dropNoun();
            return true;
        }
        if (isAmongVerbs() && !ClauseWords.isOfCode(word)) {
            state.findings.drop(word);
            words.skip(1);
            return true;
        }
        return false;
    }

    private static boolean isDirectory(String path) {
        return path.endsWith("/") || path.indexOf('*') >= 0;
    }

    /** "`a/`, or any platform files": another object, of whatever kind. */
    private boolean isFurther() {
        Cursor words = state.words;
        return !state.clause.paths.isEmpty()
                && Set.of("any", "other", "all").contains(words.previous())
                && ClauseWords.LINKS.contains(words.ahead(-2));
    }

    /** "volumes and the frobnicator": one of several objects. */
    private void dropNoun() {
        Cursor words = state.words;
        do {
            state.findings.drop(words.token().text());
            words.skip(1);
        } while (!words.isAtEnd()
                && !words.word().equals("outside")
                && !ClauseWords.LINKS.contains(words.word())
                && !ClauseWords.PREPOSITIONS.contains(words.word())
                && words.token().isWord()
                && Thing.at(words.tokens(), words.at()) == null);
    }

    /** "delete, frobnicate or move files": one of several verbs. */
    private boolean isAmongVerbs() {
        return !state.clause.verbs.isEmpty()
                && !state.clause.hasObjects()
                && !state.clause.closed
                && state.words.isLinked()
                && (ClauseWords.LINKS.contains(state.words.ahead(1))
                        || Vocabulary.NEUTRAL.contains(state.words.ahead(1)));
    }

    private void narrow() {
        Cursor words = state.words;
        String word = words.word();
        Clause clause = state.clause;
        boolean among = words.ahead(1).equals(",") && Verb.of(words.ahead(2)) != null && !ClauseWords.isOfCode(word);
        if (among && clause.isEmpty() && state.findings.isEmpty()) {
            state.findings.drop(word);
            words.skip(1);
            return;
        }
        if (state.verbFirst && clause.isEmpty() && state.findings.isEmpty()) {
            state.findings.refuse(ClauseWords.isOfCode(word) ? Reasons.CODE : Reasons.UNKNOWN_ACTION);
            return;
        }
        if (ClauseWords.isOfCode(word)) {
            state.findings.refuse(Reasons.CODE);
            return;
        }
        if (words.ahead(1).equals("of")
                && !clause.verbs.isEmpty()
                && clause.things.isEmpty()
                && !state.findings.hasNew()) {
            state.findings.refuse(Reasons.UNKNOWN_ACTION);
            return;
        }
        Thing.Found next = Thing.at(words.tokens(), words.at() + 1);
        if (next != null && Technologies.isOfKind(word, next.thing())) {
            words.skip(1);
            return;
        }
        boolean modifier = isModifier();
        boolean noun = !modifier && !clause.isEmpty() && !clause.hasObjects() && !clause.closed;
        boolean head = !modifier && clause.verbs.isEmpty() && state.findings.isEmpty();
        if (noun) {
            clause.dangling = true;
        } else if (head && !state.findings.isRefused() && words.isAtStart()) {
            state.findings.refuse(Reasons.UNKNOWN_ACTION);
            return;
        }
        if (!modifier || !Set.of("other", "another").contains(word)) {
            state.findings.addUnknown(word);
        }
        words.skip(1);
    }

    /** Whether a noun follows that is known, so that this word says only which. */
    private boolean isModifier() {
        Cursor words = state.words;
        int next = words.at() + 1;
        return Thing.at(words.tokens(), next) != null
                || Verb.nominal(words.word(next)) != null
                || ClauseWords.isDestructive(words.word(next))
                || (Thing.at(words.tokens(), next + 1) != null
                        && !ClauseWords.LINKS.contains(words.word(next))
                        && !ClauseWords.PREPOSITIONS.contains(words.word(next)));
    }
}
