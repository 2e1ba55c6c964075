package dev.agentguard.rules.prose;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what two words mean together: "force push", "hard reset", "roll back". */
record PhrasalVerbReader(ClauseState state) implements PhraseReader {

    private static final Set<String> SHELLS = Set.of("shell", "bash", "sh", "zsh");

    @Override
    public boolean read() {
        Cursor words = state.words;
        String first = words.word();
        String next = words.ahead(1);
        Verb verb = verb(first, next);
        if (verb == null) {
            return false;
        }
        if (verb == Verb.PIPE) {
            state.found(SystemMeanings.PIPED);
            words.skipAll();
            return true;
        }
        if (first.equals("interactive")) {
            state.found(AnyOf.of(
                    GitCommands.with("git", "-i", "rebase"), GitCommands.with("git", "--interactive", "rebase")));
            words.skip(2);
            return true;
        }
        boolean alone = first.startsWith("work");
        state.start(verb, alone ? "commit" : first + "-" + next);
        words.skip(alone ? 1 : 2);
        return true;
    }

    private @Nullable Verb verb(String first, String next) {
        return switch (first) {
            case "interactive" ->
                Verb.of(next) == Verb.REBASE || Verb.nominal(next) == Verb.REBASE ? Verb.REBASE : null;
            case "force" -> Verb.of(next) == Verb.PUSH ? Verb.FORCE_PUSH : null;
            case "hard" -> Verb.of(next) == Verb.RESET ? Verb.RESET : null;
            case "roll", "rolling", "rolls" -> next.equals("back") ? Verb.REVERT : null;
            case "shut", "take", "bring", "taking", "bringing", "shutting" ->
                next.equals("down") ? Verb.TERMINATE : null;
            case "tear", "tearing", "blow" -> next.equals("down") || next.equals("away") ? Verb.DESTROY : null;
            case "check" -> next.equals("out") ? Verb.CHECKOUT : next.equals("in") ? Verb.COMMIT : null;
            case "throw" -> next.equals("away") ? Verb.DISCARD : null;
            case "log" -> next.equals("in") ? Verb.CONNECT : null;
            case "stress", "load" -> next.startsWith("test") && !next.equals("tests") ? Verb.LOAD : null;
            case "switch", "turn", "switching", "turning" ->
                next.equals("off") || next.equals("on") ? Verb.DISABLE : null;
            case "comment", "commenting" -> next.equals("on") ? Verb.COMMENT : null;
            case "go" -> next.equals("out") && !state.clause.things.isEmpty() ? Verb.SEND : null;
            case "pipe", "piping" -> isPipe() ? Verb.PIPE : null;
            case "work", "working" -> isOnBranch() ? Verb.COMMIT : null;
            case "reach" -> next.equals("out") ? Verb.CONTACT : null;
            case "mass", "bulk" -> Verb.of(next) == Verb.DESTROY ? Verb.DESTROY : null;
            default -> null;
        };
    }

    /** "work directly on `main`": commit there. */
    private boolean isOnBranch() {
        Cursor words = state.words;
        int on = words.at() + (words.ahead(1).equals("directly") ? 2 : 1);
        return Set.of("on", "in").contains(words.word(on))
                && on + 1 < words.size()
                && (!BranchNames.at(words.tokens(), on + 1).isEmpty()
                        || (words.isCode(on + 1)
                                && Set.of("main", "master", "develop", "trunk", "release")
                                        .contains(words.token(on + 1).text())));
    }

    /** "pipe the internet into a shell": what was fetched is run. */
    private boolean isPipe() {
        return state.words.tokens().stream()
                .anyMatch(token -> SHELLS.contains(token.word())
                        || (token.isCode() && token.text().contains("| ")));
    }
}
