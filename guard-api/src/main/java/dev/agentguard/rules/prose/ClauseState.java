package dev.agentguard.rules.prose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the readers of a clause share: its words, the verbs and objects under way, and what was found. One thread. */
final class ClauseState {

    final Examples examples;
    /** The rule file, which a sentence may call "this file". */
    final String file;
    /** Whether the first word of weight must be a verb. */
    final boolean verbFirst;
    /** The verbs of the words above a list, or null. */
    final @Nullable Clause lead;

    final Cursor words;
    final Findings findings = new Findings();
    Clause clause = new Clause();
    /** "any git command that …": the tool that the clause is limited to. */
    @Nullable
    String tool;

    private List<Thing> earlier = List.of();

    ClauseState(Examples examples, List<Token> region, @Nullable Clause lead, String file, boolean verbFirst) {
        this.examples = examples;
        this.words = new Cursor(region);
        this.lead = lead;
        this.file = file;
        this.verbFirst = verbFirst;
    }

    /** Adds a verb; behind objects it starts another clause. */
    void start(Verb verb, String word) {
        boolean objects = clause.hasObjects() || clause.closed;
        if (objects && !(clause.verbs.isEmpty() && !clause.closed)) {
            endClause();
        }
        if (verb == Verb.RUN && !clause.onlyRuns()) {
            return;
        }
        clause.add(verb, Verb.lemma(word));
    }

    /** Adds what is meant by itself; an object behind it belongs to another clause. */
    void found(@Nullable Condition condition) {
        findings.add(condition);
        clause.closed = true;
    }

    /** Whether anything came before: an object, or an action of the clause under way. */
    boolean hasObjectsOrNew() {
        return clause.hasObjects() || findings.hasNew();
    }

    /** Whether anything came before, if only a verb. */
    boolean hasBegun() {
        return !clause.isEmpty() || findings.hasNew();
    }

    /** Things that an earlier clause spoke of. */
    List<Thing> earlier() {
        return earlier;
    }

    /** Turns the verbs and objects under way into actions. */
    void endClause() {
        Clause done = clause;
        clause = new Clause();
        if (!findings.isRefused() && !done.isEmpty()) {
            new ClauseMeanings(words, findings, lead, tool).add(done);
        }
        if (!done.things.isEmpty() && earlier.isEmpty()) {
            earlier = List.copyOf(done.things);
        }
        findings.endClause(findings.hasTables() && CapitalWords.areIn(words.passed()));
    }
}
