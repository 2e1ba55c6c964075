package dev.agentguard.rules.prose;

import java.util.Locale;
import java.util.Set;

/** Reads names in back-ticks that stand where a table is named: "rows of `users`", "the `users` table". */
record TableNames(ClauseState state) {

    private static final Set<String> NOUNS = Set.of("table", "tables", "collection", "collections");
    private static final int LONGEST = 60;

    /** "the `users` table", "`users`, `orders` tables". */
    boolean read(String text) {
        boolean name = text.length() < LONGEST
                && !text.isEmpty()
                && Character.isLetter(text.charAt(0))
                && isName(text)
                && !Paths.isFileName(text);
        boolean linked = state.findings.hasTables() && state.words.isLinked();
        boolean noun = NOUNS.contains(state.words.ahead(1)) && !state.clause.onlyRuns();
        return name && (linked || noun) && add(text);
    }

    /** "rows of `users`", "DELETE on `users`". */
    boolean readBehind(String preposition, String text) {
        return Set.of("on", "in", "from", "of", "to", "into").contains(preposition)
                && !Paths.isOne(text)
                && isName(text)
                && (isOfRows(preposition) || CapitalWords.areIn(state.words.passed()))
                && add(text);
    }

    private boolean isOfRows(String preposition) {
        Clause clause = state.clause;
        return clause.things.contains(Thing.DATA)
                || clause.things.contains(Thing.TABLE)
                || clause.things.contains(Thing.COLUMN)
                || (clause.hasAny(Verb.DESTROY, Verb.MODIFY)
                        && clause.things.isEmpty()
                        && (preposition.equals("from") || preposition.equals("into")));
    }

    private boolean add(String name) {
        state.findings.addTable(name.toLowerCase(Locale.ROOT));
        return true;
    }

    private static boolean isName(String text) {
        return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
    }
}
