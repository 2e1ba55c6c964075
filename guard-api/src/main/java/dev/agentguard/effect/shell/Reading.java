package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectList;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in one action so far, and how much work it may still cost. Not safe for use by threads. */
final class Reading {

    private static final int DEEPEST = 64;
    private static final int MOST_PLACES = 50;
    private static final int COMMANDS = 3_000;
    private static final int MOST_CARRIERS = 5_000;
    private static final int STEPS = 5_000;
    private static final long CHARACTERS = 3 << 16;

    /** Characters that expansions yield and programs pass on: a value may be doubled by each line of a script. */
    private static final long EXPANDED = 1 << 20;

    private final EffectList effects;
    private final Limits limits;
    private final String where;
    private @Nullable Set<String> problems;
    private int depth;
    private int commands;
    private int steps;
    private boolean stopped;
    private boolean tooDeep;
    private int perhaps;
    private List<Place> places = List.of();
    private long characters;
    private long expanded;
    private final @Nullable List<Carrier> carriers;

    Reading(Limits limits, String where) {
        this(limits, where, null);
    }

    /**
     * @param carriers takes what may carry a credential, or null if nobody asks for it
     */
    Reading(Limits limits, String where, @Nullable List<Carrier> carriers) {
        this.carriers = carriers;
        this.limits = limits;
        this.where = where;
        this.effects = new EffectList(limits.operations());
    }

    /** Says where what is read from now on happens, beside what was said before; returns that. */
    List<Place> enter(List<Place> inner) {
        List<Place> outer = places;
        places = joined(inner, outer);
        return outer;
    }

    /** Says where what is read from now on happens. */
    void leave(List<Place> outer) {
        places = outer;
    }

    /** From here on only what destroys counts: what is read is perhaps no command. */
    void enterPerhaps() {
        perhaps++;
    }

    void leavePerhaps() {
        perhaps--;
    }

    private boolean counts(Effect effect) {
        Reversibility reversibility = effect.reversibility();
        return perhaps == 0
                || reversibility == Reversibility.IRREVERSIBLE
                || reversibility == Reversibility.RECOVERABLE;
    }

    void add(Effect effect) {
        if (!counts(effect)) {
            return;
        }
        effects.add(
                places.isEmpty()
                        ? effect
                        : effect.toBuilder()
                                .places(joined(effect.places(), places))
                                .build());
    }

    private static List<Place> joined(List<Place> inner, List<Place> outer) {
        if (inner.isEmpty() || outer.isEmpty()) {
            return inner.isEmpty() ? outer : inner;
        }
        List<Place> joined = new ArrayList<>(inner);
        for (Place place : outer) {
            if (!joined.contains(place) && joined.size() < MOST_PLACES) {
                joined.add(place);
            }
        }
        return joined;
    }

    /** Adds what another reader found in a text that stands at a place of this one. */
    void addAll(List<Effect> found, String at) {
        String place = place(at);
        for (Effect effect : found) {
            if (!counts(effect)) {
                continue;
            }
            String inside = effect.evidence().where();
            String joined = place.isEmpty() || inside.isEmpty() ? place + inside : place + " " + inside;
            effects.add(new Effect(
                    effect.operation(),
                    effect.kind(),
                    effect.resource(),
                    effect.reversibility(),
                    effect.reach(),
                    effect.quantity(),
                    effect.makes(),
                    effect.destroysRecovery(),
                    effect.basis(),
                    effect.host(),
                    joined(effect.places(), places),
                    new Evidence(joined, effect.evidence().text()),
                    effect.reason(),
                    effect.instead(),
                    effect.cascades(),
                    effect.program()));
        }
    }

    /** Adds what could not be understood, each kind once. */
    void unknown(String operation, String at, String text, String reason) {
        if (perhaps > 0 && !stopped) {
            return;
        }
        if (problems == null) {
            problems = new HashSet<>();
        }
        if (problems.size() < 50 && problems.add(operation + ' ' + reason + ' ' + text)) {
            effects.add(Effect.of(operation, new Evidence(place(at), text))
                    .resource("unknown", null)
                    .reach(Reach.ALL)
                    .reversibility(Reversibility.UNKNOWN, reason)
                    .build());
        }
    }

    /** Whether nothing more is read. */
    boolean isStopped() {
        return stopped;
    }

    String place(String at) {
        return at.isEmpty() ? where : where.isEmpty() ? at : where + " " + at;
    }

    /** Whether what may carry a credential is asked for. */
    boolean takesCarriers() {
        return carriers != null && carriers.size() < MOST_CARRIERS;
    }

    void carries(Carrier carrier) {
        if (carriers != null && carriers.size() < MOST_CARRIERS) {
            carriers.add(carrier);
        }
    }

    /** Counts a command; false if there were too many. */
    boolean command() {
        return !stopped && (++commands <= COMMANDS || stop("more than " + COMMANDS + " commands"));
    }

    /** Counts text that is about to be read; false if there was too much. */
    boolean text(int length) {
        characters += length;
        return !stopped
                && (characters <= CHARACTERS || stop("more text than the limit of " + CHARACTERS + " characters"));
    }

    /** Counts text that is put together from other text; false if there was too much. */
    boolean expands(int length) {
        expanded += length;
        return !stopped
                && (expanded <= EXPANDED || stop("expands to more than the limit of " + EXPANDED + " characters"));
    }

    /** Goes one level down; false if that is too deep, or took too many steps. */
    boolean descend() {
        if (stopped || (++steps > STEPS && !stop("more steps than the limit of " + STEPS))) {
            return false;
        }
        if (depth < DEEPEST) {
            depth++;
            return true;
        }
        if (!tooDeep) {
            tooDeep = true;
            unknown("shell:unknown", "", "", "nested more than " + DEEPEST + " levels deep");
        }
        return false;
    }

    /** Reads nothing more; returns false. */
    private boolean stop(String reason) {
        stopped = true;
        unknown("shell:unknown", "", "", reason);
        return false;
    }

    void ascend() {
        depth--;
    }

    /** All that was found, in order; if nothing was, that nothing changes. */
    List<Effect> effects() {
        if (effects.isEmpty()) {
            return List.of(Effect.of("shell:script", new Evidence(place(""), ""))
                    .resource("local:process", null)
                    .reversibility(Reversibility.READ_ONLY, "changes nothing outside of the shell")
                    .build());
        }
        return effects.bounded(over -> Effect.of("shell:unknown", new Evidence(place(""), ""))
                .reach(Reach.ALL)
                .reversibility(
                        Reversibility.UNKNOWN,
                        over + " effects in one script, more than the limit of " + limits.operations())
                .build());
    }
}
