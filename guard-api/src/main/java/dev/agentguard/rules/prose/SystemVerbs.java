package dev.agentguard.rules.prose;

import java.util.Set;

/** Verbs that change what runs, and those that end it. */
final class SystemVerbs {

    private static final Set<Verb> WRITES = Set.of(
            Verb.MODIFY,
            Verb.CREATE,
            Verb.SCALE,
            Verb.APPLY,
            Verb.DISABLE,
            Verb.TERMINATE,
            Verb.UPGRADE,
            Verb.OVERWRITE);

    private static final Set<Verb> REMOVALS = Set.of(Verb.DESTROY, Verb.RESET, Verb.CLEAR);

    private SystemVerbs() {}

    static boolean isWrite(Verb verb) {
        return WRITES.contains(verb);
    }

    static boolean isRemoval(Verb verb) {
        return REMOVALS.contains(verb);
    }
}
