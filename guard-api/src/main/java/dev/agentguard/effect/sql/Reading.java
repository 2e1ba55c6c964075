package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectList;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one text: its tokens by one syntax, and the effects found so far. Not safe for use by threads.
 */
final class Reading {

    private final Tokens tokens;
    private final Syntax syntax;
    private final Limits limits;
    private final String where;
    private final @Nullable String anchor;
    private final EffectList effects;
    private final Set<String> prepared;
    private final Position position;
    private final Budget budget;
    private List<Place> goneTo = List.of();
    private int depth;

    /** A statement may have thousands of effects, which all show it. */
    private Segment shownSegment = new Segment(-1, -1);

    private Evidence shown = new Evidence("", "");

    /** What all readings of one text may do together. */
    private static final class Budget {
        private int texts = 500;
        private int searches = 50;
    }

    private Reading(
            Tokens tokens,
            Syntax syntax,
            Limits limits,
            String where,
            @Nullable String anchor,
            EffectList effects,
            Set<String> prepared,
            Budget budget,
            int depth) {
        this.tokens = tokens;
        this.syntax = syntax;
        this.limits = limits;
        this.where = where;
        this.anchor = anchor;
        this.effects = effects;
        this.prepared = prepared;
        this.budget = budget;
        this.position = new Position(tokens.source());
        this.depth = depth;
    }

    static Reading of(Tokens tokens, Syntax syntax, Limits limits, String where) {
        EffectList effects = new EffectList(limits.operations());
        return new Reading(tokens, syntax, limits, where, null, effects, new HashSet<>(), new Budget(), 0);
    }

    Tokens tokens() {
        return tokens;
    }

    Syntax syntax() {
        return syntax;
    }

    /** Reads every statement; the one that a literal without an end belongs to only if it is asked for. */
    void readAll(boolean brokenToo) {
        List<Segment> segments = Splitter.split(tokens, syntax);
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            if (!last || !tokens.broken() || brokenToo) {
                Statements.read(this, segments.get(i));
            }
            if (last && tokens.broken()) {
                add(unknown(segments.get(i), "a literal, a name or a comment stays open, or the text is over a limit"));
            }
        }
    }

    /** Reads a statement inside of another one. */
    void readInside(int from, int to) {
        if (depth >= limits.depth()) {
            add(unknown(new Segment(from, to), "nested deeper than " + limits.depth() + " levels"));
            return;
        }
        depth++;
        Statements.read(this, new Segment(from, to));
        depth--;
    }

    /** Reads text that a statement runs; it stands in the literal at an index. */
    void readText(String text, int literal) {
        if (depth + 8 >= limits.depth() || budget.texts-- <= 0) {
            add(unknown(new Segment(literal, literal + 1), "more code in code than is looked into"));
            return;
        }
        Tokens inner = Lexer.tokens(text, syntax, limits.tokens());
        String place = anchor == null ? position.of(tokens.at(literal).start()) : anchor;
        new Reading(inner, syntax, limits, where, place, effects, prepared, budget, depth + 8).readAll(true);
    }

    /** Whether the script may be searched once more for what it assigns to a variable. */
    boolean maySearch() {
        return budget.searches-- > 0;
    }

    /** Remembers a statement that was judged when it was prepared. */
    void prepare(String name) {
        prepared.add(name);
    }

    boolean isPrepared(String name) {
        return prepared.contains(name);
    }

    Effect.Builder effect(String operation, Segment segment) {
        if (!segment.equals(shownSegment)) {
            String place =
                    anchor == null ? position.of(tokens.at(segment.from()).start()) : anchor;
            shown = new Evidence(where + ' ' + place, Shown.of(tokens, segment));
            shownSegment = segment;
        }
        return Effect.of("sql:" + operation, shown);
    }

    Effect unknown(Segment segment, String reason) {
        return effect("unknown", segment)
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .build();
    }

    void add(Effect effect) {
        effects.add(
                goneTo.isEmpty() ? effect : effect.toBuilder().places(goneTo).build());
    }

    /** What follows runs in another database than that of the connection, which the text names as far as it does. */
    void goesTo(List<Place> places) {
        goneTo = List.copyOf(places);
    }

    boolean isEmpty() {
        return effects.isEmpty();
    }

    List<Effect> result() {
        return effects.bounded(over -> Effect.of("sql:unknown", new Evidence(where, ""))
                .reach(Reach.ALL)
                .reversibility(
                        Reversibility.UNKNOWN,
                        over + " effects in one script, more than the limit of " + limits.operations())
                .build());
    }
}
