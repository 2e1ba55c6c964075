package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads a noun behind a preposition: what something is done to, where it is done, or nothing that matters. */
record NounComplement(ClauseState state) {

    private static final Set<Thing> PARTS_OF_GIT = Set.of(Thing.LFS, Thing.SUBMODULE, Thing.WORKTREE, Thing.STASH);
    private static final Set<String> ADDS = Set.of("add", "check", "put", "save", "store", "keep", "check-in");
    /** Verbs whose object may stand behind a preposition: "connect to the database". */
    private static final Set<Verb> TAKE = Set.of(
            Verb.CONNECT,
            Verb.MODIFY,
            Verb.MIGRATE,
            Verb.APPLY,
            Verb.READ,
            Verb.SEED,
            Verb.DEPLOY,
            Verb.POST,
            Verb.SEND,
            Verb.DESTROY,
            Verb.TEST,
            Verb.PUBLISH);

    void read(String preposition, Thing thing) {
        Clause clause = state.clause;
        if (PARTS_OF_GIT.contains(thing)) {
            clause.things.clear();
            clause.add(thing);
        } else if (thing == Thing.FILE && clause.things.isEmpty() && isThis()) {
            clause.paths.add(state.file);
        } else if (isCommit(preposition, thing)) {
            clause.replaceVerbs(Verb.COMMIT, "commit");
        } else {
            object(preposition, thing);
        }
    }

    /** "changes to this file". */
    private boolean isThis() {
        Cursor words = state.words;
        return words.tokens().subList(0, Math.min(words.size(), words.at() + 2)).stream()
                .anyMatch(token -> token.is("this"));
    }

    /** "add … to the repository". */
    private boolean isCommit(String preposition, Thing thing) {
        return Set.of("to", "into", "in").contains(preposition)
                && (thing == Thing.REMOTE || thing == Thing.REPOSITORY)
                && state.clause.lemmas.stream().anyMatch(ADDS::contains);
    }

    private void object(String preposition, Thing thing) {
        Clause clause = state.clause;
        boolean direct = Set.of("to", "against", "on", "into", "with", "from").contains(preposition);
        boolean needs = !clause.hasObjects() && !clause.verbs.isEmpty();
        boolean nominal = clause.closed && !state.findings.hasNew();
        if (direct && needs && (nominal || clause.verbs.stream().anyMatch(TAKE::contains))) {
            clause.add(thing);
        }
        // "make changes to the schema"
        if (preposition.equals("to") && clause.verbs.contains(Verb.RUN) && clause.things.contains(Thing.CHANGES)) {
            clause.things.clear();
            clause.replaceVerbs(Verb.MODIFY, "modify");
            clause.add(thing);
        }
    }
}
