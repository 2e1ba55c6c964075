package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done with git and with what hosts its repositories. */
final class GitMeanings {

    private static final Condition LFS_READS = AnyOf.of(
            CommandShape.of("git", "lfs", "pull"),
            CommandShape.of("git", "lfs", "fetch"),
            CommandShape.of("git", "lfs", "checkout"),
            CommandShape.of("git", "lfs", "ls-files"),
            CommandShape.of("git", "lfs", "status"),
            CommandShape.of("git", "lfs", "install"));

    private GitMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == Thing.WORKTREE || thing == Thing.SUBMODULE || thing == Thing.LFS) {
            return parts(verb, thing);
        }
        if (thing == Thing.CO_AUTHOR) {
            return Set.of(Verb.CREATE, Verb.INCLUDE, Verb.MODIFY, Verb.RUN, Verb.COMMIT)
                            .contains(verb)
                    ? CommitTrailers.CO_AUTHORS
                    : null;
        }
        return switch (verb) {
            case COMMIT ->
                thing == null || isCode(thing) || thing == Thing.REMOTE || thing == Thing.BRANCH || thing == Thing.FILE
                        ? GitCommands.COMMITS
                        : null;
            case PUSH -> {
                if (thing == Thing.TAG) {
                    yield AllOf.of(Operates.writing("git:push"), new TextHas(List.of("tag", "v0", "v1", "v2", "v3")));
                }
                yield thing == null
                                || isCode(thing)
                                || thing == Thing.BRANCH
                                || thing == Thing.REMOTE
                                || thing == Thing.COMMIT
                                || thing == Thing.ANYTHING
                        ? GitCommands.PUSHES
                        : null;
            }
            case FORCE_PUSH ->
                thing == null || isCode(thing) || thing == Thing.BRANCH || thing == Thing.REF
                        ? GitCommands.FORCE_PUSHES
                        : null;
            case MERGE ->
                thing == null
                        ? AnyOf.of(Operates.writing("git:merge"), CodeHosts.merges())
                        : thing == Thing.PULL_REQUEST
                                ? CodeHosts.merges()
                                : thing == Thing.BRANCH || isCode(thing)
                                        ? AnyOf.of(Operates.writing("git:merge"), CodeHosts.merges())
                                        : null;
            case REBASE ->
                thing == null || thing == Thing.BRANCH || thing == Thing.COMMIT || thing == Thing.HISTORY
                        ? GitCommands.REBASES
                        : null;
            case PULL ->
                thing == null || isCode(thing) || thing == Thing.BRANCH || thing == Thing.REMOTE
                        ? CommandShape.of("git", verb == Verb.PULL ? lemma : "pull")
                        : null;
            case STAGE -> thing == null || isCode(thing) || thing == Thing.FILE ? Operates.writing("git:add") : null;
            case FORCE_ADD -> AnyOf.of(GitCommands.with("git", "-f", "add"), GitCommands.with("git", "--force", "add"));
            case AMEND -> thing == null || thing == Thing.COMMIT ? GitCommands.AMENDS : null;
            case CHERRY_PICK -> Operates.writing("git:cherry-pick");
            case STASH ->
                thing == null || thing == Thing.CHANGES || thing == Thing.FILE ? Operates.writing("git:stash*") : null;
            case CHECKOUT ->
                thing == Thing.BRANCH || thing == null
                        ? AllOf.of(
                                Operates.writing("git:checkout", "git:switch"),
                                new Unless(new CommandShape(
                                        Set.of("git"), List.of("checkout"), List.of(Options.of("--")))))
                        : thing == Thing.REMOTE ? Operates.writing("git:remote", "git:remote-*") : null;
            case DISCARD ->
                thing == Thing.CHANGES
                        ? GitCommands.DISCARDS
                        : thing == Thing.STASH ? Operates.writing("git:stash*") : null;
            case ARCHIVE -> thing == Thing.REPOSITORY ? Operates.writing("gh:repo-archive", "glab:repo-archive") : null;
            case REVERT ->
                thing == null || thing == Thing.COMMIT || thing == Thing.CHANGES
                        ? AnyOf.of(Operates.writing("git:revert", "git:reset"), GitCommands.DISCARDS)
                        : null;
            case RESET ->
                thing == null || thing == Thing.CHANGES || thing == Thing.BRANCH || thing == Thing.HISTORY
                        ? AnyOf.of(Operates.destroying("git:reset"), GitCommands.DISCARDS)
                        : null;
            case SKIP, DISABLE -> thing == Thing.HOOK ? GitCommands.SKIPS : null;
            case CLOSE ->
                thing != Thing.PULL_REQUEST
                        ? null
                        : lemma.equals("approve")
                                ? AnyOf.of(
                                        CodeHosts.pulls(lemma),
                                        Operates.writing("gh:pr-review", "github:*reviews", "glab:mr-approve"))
                                : CodeHosts.pulls(lemma);
            case CREATE, READ -> created(verb, thing);
            case CLEAR ->
                thing == Thing.STASH
                        ? Operates.destroying("git:stash*")
                        : thing == Thing.CHANGES ? GitCommands.DISCARDS : null;
            case DESTROY, OVERWRITE -> destroyed(thing);
            case MODIFY -> modified(thing);
            case RUN ->
                switch (thing == null ? Thing.FILE : thing) {
                    case COMMIT -> GitCommands.COMMITS;
                    case STASH -> Operates.writing("git:stash*");
                    default -> null;
                };
            default -> null;
        };
    }

    /** Work trees, submodules and large files are subcommands of their own. */
    private static @Nullable Condition parts(Verb verb, Thing thing) {
        if (verb == Verb.READ || verb == Verb.SHOW) {
            return null;
        }
        String name = thing.name().toLowerCase(Locale.ROOT);
        boolean gone = verb == Verb.DESTROY && thing == Thing.WORKTREE;
        Condition all = Operates.writing("git:" + name, "git:" + name + "-*");
        return gone
                ? AllOf.of(all, new TextHas(List.of(" remove", " prune")))
                : thing == Thing.LFS ? AllOf.of(all, new Unless(LFS_READS)) : all;
    }

    private static @Nullable Condition created(Verb verb, @Nullable Thing thing) {
        if (thing == Thing.PULL_REQUEST) {
            return CodeHosts.pulls("create");
        }
        if (verb == Verb.READ || thing == null) {
            return null;
        }
        return switch (thing) {
            case COMMIT -> GitCommands.COMMITS;
            case BRANCH ->
                AnyOf.of(
                        GitCommands.with("git", "-b", "checkout"),
                        GitCommands.with("git", "-c", "switch"),
                        AllOf.of(Operates.writing("git:branch"), new Unless(GitCommands.BRANCH_DELETES)));
            case TAG ->
                AnyOf.of(
                        Operates.writing("git:tag"),
                        Operates.writing("gh:release-create"),
                        Operates.writing("tool:*create*tag*"),
                        CodeHosts.refs(Reversibility.REVERSIBLE));
            default -> null;
        };
    }

    private static @Nullable Condition destroyed(@Nullable Thing thing) {
        if (thing == null) {
            return null;
        }
        return switch (thing) {
            case BRANCH -> GitCommands.BRANCH_DELETES;
            case REMOTE_BRANCH ->
                AnyOf.of(
                        GitCommands.REMOTE_DELETES,
                        AllOf.of(Effects.destroying("branch", "ref"), new Unless(Effects.operations("git:*"))));
            case TAG ->
                AnyOf.of(
                        Operates.destroying("git:tag"),
                        GitCommands.REMOTE_DELETES,
                        Effects.destroying("tag"),
                        CodeHosts.refs(Reversibility.RECOVERABLE));
            case REPOSITORY, REMOTE ->
                AnyOf.of(
                        Effects.destroying("repository", "repo"),
                        Operates.destroying(
                                "gh:repo-delete", "glab:repo-delete", "github:*repos*", "gitlab:*projects*"));
            case REF -> AnyOf.of(GitCommands.BRANCH_DELETES, Operates.destroying("git:*"), Effects.destroying("ref"));
            case COMMIT, HISTORY -> GitCommands.REWRITES;
            case STASH -> Operates.destroying("git:stash*");
            case CHANGES -> GitCommands.DISCARDS;
            default -> null;
        };
    }

    private static @Nullable Condition modified(@Nullable Thing thing) {
        if (thing == null) {
            return null;
        }
        return switch (thing) {
            case GIT_CONFIG -> Operates.writing("git:config", "git:config-*");
            case REMOTE -> Operates.writing("git:remote", "git:remote-*");
            case TAG ->
                AnyOf.of(
                        AllOf.of(GitCommands.FORCE_PUSHES, new TextHas(List.of("tags"))),
                        GitCommands.with("git", "-f", "tag"),
                        GitCommands.with("git", "-d", "tag"),
                        CodeHosts.refs(Reversibility.RECOVERABLE));
            case STASH -> Operates.writing("git:stash*");
            case VISIBILITY ->
                AnyOf.of(
                        AllOf.of(Operates.writing("gh:repo-edit"), new TextHas(List.of("visibility"))),
                        Operates.writing("github:PATCH /repos/{owner}/{repo}", "tool:*visibility*"));
            case HISTORY, COMMIT, REF -> GitCommands.REWRITES;
            case HOOK ->
                AnyOf.of(
                        new Files(
                                List.of(".git/hooks", ".husky", ".pre-commit-config.yaml", "lefthook.yml"),
                                Files.Access.WRITE),
                        GitCommands.SKIPS);
            default -> null;
        };
    }

    private static boolean isCode(Thing thing) {
        return thing == Thing.CHANGES
                || thing == Thing.CODE
                || thing == Thing.COMMIT
                || thing == Thing.HISTORY
                || thing == Thing.ANYTHING;
    }
}
