package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads branches as the objects of git's verbs: "push to main", "merge into `release/*`". */
record GitRefs(ClauseState state) {

    private static final Set<Verb> OF_REFS = Set.of(Verb.PUSH, Verb.FORCE_PUSH, Verb.MERGE, Verb.REBASE);
    private static final Set<Verb> ON_BRANCHES = Set.of(Verb.CHECKOUT, Verb.COMMIT, Verb.RESET, Verb.AMEND);
    private static final int LONGEST = 60;

    /** A branch in back-ticks, as an object or as a further one of those that were named. */
    boolean read(String text) {
        boolean further = state.findings.hasBranches() && state.words.isLinked() && !Paths.isFileName(text);
        return (isOfRefs() || further) && isRef(text) && add(text);
    }

    /** "push to `main`". */
    boolean readTarget(String text) {
        boolean target = isOfRefs() || state.clause.verbs.contains(Verb.CHECKOUT);
        return target && isRef(text) && !Paths.isFileName(text) && add(text);
    }

    /** "commit on `main`", "rewrite history of `main`", "`git push` to `main`". */
    boolean readPlace(String text) {
        boolean refs = isOfRefs()
                || state.clause.verbs.contains(Verb.COMMIT)
                || state.clause.things.contains(Thing.HISTORY)
                || !state.findings.isEmpty();
        return refs && isRef(text) && !Paths.isFileName(text) && add(text);
    }

    /** "on the main branch", without back-ticks. */
    boolean readNames(String preposition, int from) {
        boolean refs = isOfRefs()
                || state.clause.verbs.stream().anyMatch(ON_BRANCHES::contains)
                || (!state.findings.isEmpty() && !preposition.equals("with"));
        List<String> names = refs ? BranchNames.at(state.words.tokens(), from) : List.of();
        if (names.isEmpty()) {
            return false;
        }
        if (!names.contains("*")) {
            names.forEach(state.findings::addBranch);
        }
        state.words.moveTo(from + BranchNames.length(state.words.tokens(), from));
        return true;
    }

    boolean isOfRefs() {
        return state.clause.verbs.stream().anyMatch(OF_REFS::contains);
    }

    private boolean add(String name) {
        state.findings.addBranch(name);
        return true;
    }

    private static boolean isRef(String text) {
        return text.length() < LONGEST
                && text.indexOf(' ') < 0
                && !text.startsWith("-")
                && !text.endsWith("/")
                && !text.startsWith(".")
                && (text.indexOf('.') < 0 || text.indexOf('/') > 0)
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/_-*.".indexOf(c) >= 0);
    }
}
