package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the verbs and the objects of a clause into actions.
 *
 * @param words the words of the clause
 * @param findings where the actions go
 * @param lead the verbs of the words above a list, or null
 * @param tool the tool that the clause is limited to, or null
 */
record ClauseMeanings(
        Cursor words,
        Findings findings,
        @Nullable Clause lead,
        @Nullable String tool) {

    /** Verbs that are understood without an object among others that need one. */
    private static final Set<Verb> ALONE = Set.of(
            Verb.COMMIT,
            Verb.PUSH,
            Verb.FORCE_PUSH,
            Verb.MERGE,
            Verb.REBASE,
            Verb.AMEND,
            Verb.DEPLOY,
            Verb.PUBLISH,
            Verb.STASH,
            Verb.PULL,
            Verb.STAGE);

    private static final Set<String> SYSTEMS =
            Set.of("cluster", "system", "infrastructure", "live", "remote", "production", "server");
    private static final Condition TO_NOTHING = new TextHas(List.of("replicas=0", "=0", " 0", ":0"));

    /** Adds the actions that a clause means. */
    void add(Clause done) {
        if (done.onlyRuns() && !done.hasObjects()) {
            return;
        }
        if (done.verbs.isEmpty() && !complete(done)) {
            return;
        }
        for (int i = 0; i < done.verbs.size(); i++) {
            Verb verb = done.verbs.get(i);
            String lemma = done.lemmas.get(i);
            int said = findings.size();
            add(done, verb, lemma);
            // "commit, merge or change dependencies": nobody commits dependencies
            boolean alone = findings.size() == said && i + 1 < done.verbs.size() && ALONE.contains(verb);
            if (alone) {
                findings.add(limited(Meanings.of(verb, null, lemma, false), verb, null));
            }
        }
    }

    /** Takes the verbs from above the list, or adds what is usually not to be done to the thing; false if none. */
    private boolean complete(Clause done) {
        if (lead != null) {
            done.verbs.addAll(lead.verbs);
            done.lemmas.addAll(lead.lemmas);
            return true;
        }
        Verb usual = done.things.isEmpty() ? null : done.things.get(0).usual();
        if (usual != null && !findings.hasNew()) {
            add(done, usual, Verb.lemma(usual.name().toLowerCase(Locale.ROOT)));
        } else if (!done.paths.isEmpty() && findings.isEmpty()) {
            findings.explain("names a path, and not what is not to be done to it");
        }
        return false;
    }

    private void add(Clause done, Verb verb, String lemma) {
        if (!done.paths.isEmpty()) {
            done.things.remove(Thing.FILE);
            findings.add(lemma.equals("create") ? FileMeanings.created(done.paths) : FileMeanings.at(verb, done.paths));
        }
        if (!done.hasObjects() && findings.hasTables()) {
            findings.add(DataMeanings.of(verb, Thing.DATA, lemma));
            return;
        }
        if (!done.hasObjects() && !done.dangling) {
            findings.add(limited(Meanings.of(verb, null, lemma, done.recursive), verb, null));
        }
        for (Thing thing : done.things) {
            if (thing == Thing.STATE && tool == null && !isOfSystem()) {
                continue;
            }
            Condition meaning = verb == Verb.RUN && thing == Thing.COMMAND
                    ? anyCommand()
                    : Meanings.of(verb, thing, lemma, done.recursive);
            if (meaning == null && thing == Thing.COMMAND && ALONE.contains(verb)) {
                meaning = Meanings.of(verb, null, lemma, false);
            }
            Condition meant = limited(meaning, verb, thing);
            findings.add(done.toNothing && meant != null ? AllOf.of(meant, TO_NOTHING) : meant);
        }
    }

    /** State of what runs, not of a component. */
    private boolean isOfSystem() {
        return words.tokens().stream().anyMatch(token -> SYSTEMS.contains(token.word()));
    }

    private @Nullable Condition anyCommand() {
        List<Token> region = words.tokens();
        boolean all = region.stream()
                .anyMatch(token -> token.is("any") || token.is("all") || token.is("shell") || token.is("terminal"));
        return all && !findings.hasUnknown() && PathLists.isOfAnyCommand(region) ? new AnyCommand() : null;
    }

    /** Limits an action to the tool that the clause speaks of; what nobody knows is what the tool does so. */
    private @Nullable Condition limited(@Nullable Condition condition, Verb verb, @Nullable Thing thing) {
        Condition own = tool == null ? null : Tools.of(tool);
        if (own == null) {
            return condition;
        }
        if ("git".equals(tool)) {
            Condition git = GitMeanings.of(verb, thing, verb.name().toLowerCase(Locale.ROOT));
            boolean open = thing == null || thing == Thing.CHANGES || thing == Thing.STATE || thing == Thing.DATA;
            if (git != null || !open) {
                return git;
            }
        }
        return AllOf.of(Effects.of(least(verb)), own);
    }

    private static Reversibility least(Verb verb) {
        return switch (verb) {
            case READ, SHOW -> Reversibility.READ_ONLY;
            case DESTROY, DISCARD, RESET, CLEAR, OVERWRITE -> Reversibility.RECOVERABLE;
            default -> Reversibility.REVERSIBLE;
        };
    }
}
