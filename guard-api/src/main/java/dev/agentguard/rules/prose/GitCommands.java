package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;

/** Commands of git, and what tools and hosts do in their place. */
final class GitCommands {

    static final Condition COMMITS = AnyOf.of(
            Operates.writing("git:commit", "git:cherry-pick"),
            Operates.writing("tool:*commit*"),
            CodeHosts.github("*contents*"));

    static final Condition PUSHES = AnyOf.of(
            Operates.writing("git:push", "hub:push"),
            Operates.writing("tool:*git*push*", "tool:*push*file*", "tool:push*"));

    static final Condition FORCE_PUSHES =
            AnyOf.of(Operates.destroying("git:push"), Operates.writing("tool:*force*push*"));

    static final Condition REBASES = AnyOf.of(
            Operates.writing("git:rebase"), AllOf.of(Operates.writing("git:pull"), with("git", "--rebase", "pull")));

    static final Condition AMENDS = with("git", "--amend", "commit");

    static final Condition DISCARDS = Operates.destroying(
            "git:reset",
            "git:checkout",
            "git:restore",
            "git:clean",
            "git:stash-drop",
            "git:stash-clear",
            "git:switch",
            "git:worktree*",
            "git:reflog*");

    static final Condition REWRITES = AnyOf.of(
            REBASES,
            AMENDS,
            Operates.destroying(
                    "git:push",
                    "git:reset",
                    "git:filter-branch",
                    "git:filter-repo",
                    "git:reflog*",
                    "git:replace",
                    "git:update-ref"));

    /** A branch or a tag is deleted on the remote. */
    static final Condition REMOTE_DELETES = AllOf.of(
            Operates.destroying("git:push"),
            AnyOf.of(with("git", "--delete", "push"), with("git", "-d", "push"), new TextHas(List.of(" :"))));

    static final Condition BRANCH_DELETES = AnyOf.of(
            AllOf.of(
                    Operates.writing("git:branch"),
                    AnyOf.of(
                            with("git", "-d", "branch"),
                            with("git", "-D", "branch"),
                            with("git", "--delete", "branch"))),
            REMOTE_DELETES,
            CodeHosts.refs(Reversibility.RECOVERABLE),
            AllOf.of(Effects.destroying("branch"), new Unless(Effects.operations("git:*"))));

    static final Condition SKIPS = AnyOf.of(
            with("git", "--no-verify"),
            with("git", "--no-gpg-sign"),
            with("git", "-n", "commit"),
            AllOf.of(Operates.writing("git:config"), new TextHas(List.of("hookspath"))));

    private GitCommands() {}

    static Condition with(String program, String option, String... words) {
        return new CommandShape(Set.of(program), List.of(words), List.of(Options.of(option)));
    }
}
