package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done with git and with what hosts its repositories. */
final class GitMeanings {

    static final Condition COMMITS = AnyOf.of(
            Operates.writing("git:commit", "git:cherry-pick"), Operates.writing("tool:*commit*"), github("*contents*"));
    static final Condition PUSHES = AnyOf.of(
            Operates.writing("git:push", "hub:push"),
            Operates.writing("tool:*git*push*", "tool:*push*file*", "tool:push*"));
    static final Condition FORCE_PUSHES =
            AnyOf.of(Operates.destroying("git:push"), Operates.writing("tool:*force*push*"));
    private static final Condition REBASES = AnyOf.of(
            Operates.writing("git:rebase"), AllOf.of(Operates.writing("git:pull"), with("git", "--rebase", "pull")));
    private static final Condition AMENDS = with("git", "--amend", "commit");
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
    private static final Condition BRANCH_DELETES = AnyOf.of(
            AllOf.of(
                    Operates.writing("git:branch"),
                    AnyOf.of(
                            with("git", "-d", "branch"),
                            with("git", "-D", "branch"),
                            with("git", "--delete", "branch"))),
            remoteDeletes(),
            refs(Reversibility.RECOVERABLE),
            AllOf.of(Effects.destroying("branch"), new Unless(Effects.operations("git:*"))));
    private static final Condition LFS_READS = AnyOf.of(
            CommandShape.of("git", "lfs", "pull"),
            CommandShape.of("git", "lfs", "fetch"),
            CommandShape.of("git", "lfs", "checkout"),
            CommandShape.of("git", "lfs", "ls-files"),
            CommandShape.of("git", "lfs", "status"),
            CommandShape.of("git", "lfs", "install"));
    private static final Condition SKIPS = AnyOf.of(
            with("git", "--no-verify"),
            with("git", "--no-gpg-sign"),
            with("git", "-n", "commit"),
            AllOf.of(Operates.writing("git:config"), new TextHas(List.of("hookspath"))));

    private static final Condition CO_AUTHORS = AllOf.of(
            AnyOf.of(CommandShape.of("git", "commit"), Operates.writing("tool:*commit*")),
            new TextHas(List.of("co-authored-by", "co-author")));

    private GitMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == Thing.WORKTREE || thing == Thing.SUBMODULE || thing == Thing.LFS) {
            return parts(verb, thing);
        }
        if (thing == Thing.CO_AUTHOR) {
            return Set.of(Verb.CREATE, Verb.INCLUDE, Verb.MODIFY, Verb.RUN, Verb.COMMIT)
                            .contains(verb)
                    ? CO_AUTHORS
                    : null;
        }
        return switch (verb) {
            case COMMIT ->
                thing == null || isCode(thing) || thing == Thing.REMOTE || thing == Thing.BRANCH || thing == Thing.FILE
                        ? COMMITS
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
                        ? PUSHES
                        : null;
            }
            case FORCE_PUSH ->
                thing == null || isCode(thing) || thing == Thing.BRANCH || thing == Thing.REF ? FORCE_PUSHES : null;
            case MERGE ->
                thing == null
                        ? AnyOf.of(Operates.writing("git:merge"), merges())
                        : thing == Thing.PULL_REQUEST
                                ? merges()
                                : thing == Thing.BRANCH || isCode(thing)
                                        ? AnyOf.of(Operates.writing("git:merge"), merges())
                                        : null;
            case REBASE ->
                thing == null || thing == Thing.BRANCH || thing == Thing.COMMIT || thing == Thing.HISTORY
                        ? REBASES
                        : null;
            case PULL ->
                thing == null || isCode(thing) || thing == Thing.BRANCH || thing == Thing.REMOTE
                        ? CommandShape.of("git", verb == Verb.PULL ? lemma : "pull")
                        : null;
            case STAGE -> thing == null || isCode(thing) || thing == Thing.FILE ? Operates.writing("git:add") : null;
            case FORCE_ADD -> AnyOf.of(with("git", "-f", "add"), with("git", "--force", "add"));
            case AMEND -> thing == null || thing == Thing.COMMIT ? AMENDS : null;
            case CHERRY_PICK -> Operates.writing("git:cherry-pick");
            case STASH ->
                thing == null || thing == Thing.CHANGES || thing == Thing.FILE ? Operates.writing("git:stash*") : null;
            case CHECKOUT ->
                thing == Thing.BRANCH || thing == null
                        ? Operates.writing("git:checkout", "git:switch")
                        : thing == Thing.REMOTE ? Operates.writing("git:remote", "git:remote-*") : null;
            case DISCARD ->
                thing == Thing.CHANGES ? DISCARDS : thing == Thing.STASH ? Operates.writing("git:stash*") : null;
            case ARCHIVE -> thing == Thing.REPOSITORY ? Operates.writing("gh:repo-archive", "glab:repo-archive") : null;
            case REVERT ->
                thing == null || thing == Thing.COMMIT || thing == Thing.CHANGES
                        ? AnyOf.of(Operates.writing("git:revert", "git:reset"), DISCARDS)
                        : null;
            case RESET ->
                thing == null || thing == Thing.CHANGES || thing == Thing.BRANCH || thing == Thing.HISTORY
                        ? AnyOf.of(Operates.destroying("git:reset"), DISCARDS)
                        : null;
            case SKIP, DISABLE -> thing == Thing.HOOK ? SKIPS : null;
            case CLOSE ->
                thing != Thing.PULL_REQUEST
                        ? null
                        : lemma.equals("approve")
                                ? AnyOf.of(
                                        pulls(lemma),
                                        Operates.writing("gh:pr-review", "github:*reviews", "glab:mr-approve"))
                                : pulls(lemma);
            case CREATE, READ -> created(verb, thing);
            case CLEAR ->
                thing == Thing.STASH ? Operates.destroying("git:stash*") : thing == Thing.CHANGES ? DISCARDS : null;
            case DESTROY, OVERWRITE -> destroyed(thing);
            case MODIFY -> modified(thing);
            case RUN ->
                switch (thing == null ? Thing.FILE : thing) {
                    case COMMIT -> COMMITS;
                    case STASH -> Operates.writing("git:stash*");
                    default -> null;
                };
            default -> null;
        };
    }

    /** Returns the trailer of a commit message that a piece of code names, or null: {@code Signed-off-by: …}. */
    static @Nullable String trailer(String code) {
        String text = code.toLowerCase(java.util.Locale.ROOT);
        return TRAILERS.stream().filter(text::startsWith).findFirst().orElse(null);
    }

    private static final List<String> TRAILERS =
            List.of("co-authored-by", "signed-off-by", "assisted-by", "generated-by", "reviewed-by", "generated with");

    /** A commit with this trailer. */
    static Condition adding(String trailer) {
        Condition said = AllOf.of(
                AnyOf.of(CommandShape.of("git", "commit"), Operates.writing("tool:*commit*")),
                new TextHas(List.of(TextHas.squeezed(trailer))));
        return trailer.equals("signed-off-by")
                ? AnyOf.of(said, with("git", "-s", "commit"), with("git", "--signoff", "commit"))
                : said;
    }

    /** A named command that has other forms: {@code git rebase} is what {@code git pull --rebase} does. */
    static Condition widened(String operation, Condition condition) {
        return switch (operation) {
            case "git:rebase" -> AnyOf.of(condition, REBASES);
            case "gh:release-create" ->
                AnyOf.of(condition, Operates.writing("github:POST /repos/{owner}/{repo}/releases"));
            case "gh:pr-merge" -> AnyOf.of(condition, merges());
            case "gh:pr-create" -> AnyOf.of(condition, pulls("create"));
            case "gh:repo-delete" -> AnyOf.of(condition, Operates.destroying("github:DELETE /repos/{owner}/{repo}"));
            case "gh:release-delete" ->
                AnyOf.of(condition, Operates.destroying("github:DELETE /repos/{owner}/{repo}/releases/*"));
            case "vault:kv-delete", "vault:kv-destroy", "vault:kv-metadata-delete", "vault:delete" ->
                AnyOf.of(condition, Operates.destroying("vault:DELETE *"));
            default -> condition;
        };
    }

    /** Work trees, submodules and large files are subcommands of their own. */
    private static @Nullable Condition parts(Verb verb, Thing thing) {
        if (verb == Verb.READ || verb == Verb.SHOW) {
            return null;
        }
        String name = thing.name().toLowerCase(java.util.Locale.ROOT);
        boolean gone = verb == Verb.DESTROY && thing == Thing.WORKTREE;
        Condition all = Operates.writing("git:" + name, "git:" + name + "-*");
        return gone
                ? AllOf.of(all, new TextHas(List.of(" remove", " prune")))
                : thing == Thing.LFS ? AllOf.of(all, new Unless(LFS_READS)) : all;
    }

    /** References by GitHub's own interface: branches and tags. */
    private static Condition refs(Reversibility least) {
        return AllOf.of(
                Effects.of(least, "ref", "refs"),
                new OnHost(List.of("api.github.com")),
                new Unless(Effects.operations("git:*")));
    }

    private static @Nullable Condition created(Verb verb, @Nullable Thing thing) {
        if (thing == Thing.PULL_REQUEST) {
            return pulls("create");
        }
        if (verb == Verb.READ || thing == null) {
            return null;
        }
        return switch (thing) {
            case COMMIT -> COMMITS;
            case BRANCH ->
                AnyOf.of(
                        with("git", "-b", "checkout"),
                        with("git", "-c", "switch"),
                        AllOf.of(Operates.writing("git:branch"), new Unless(BRANCH_DELETES)));
            case TAG ->
                AnyOf.of(
                        Operates.writing("git:tag"),
                        Operates.writing("gh:release-create"),
                        Operates.writing("tool:*create*tag*"),
                        refs(Reversibility.REVERSIBLE));
            default -> null;
        };
    }

    private static @Nullable Condition destroyed(@Nullable Thing thing) {
        if (thing == null) {
            return null;
        }
        return switch (thing) {
            case BRANCH -> BRANCH_DELETES;
            case REMOTE_BRANCH ->
                AnyOf.of(
                        remoteDeletes(),
                        AllOf.of(Effects.destroying("branch", "ref"), new Unless(Effects.operations("git:*"))));
            case TAG ->
                AnyOf.of(
                        Operates.destroying("git:tag"),
                        remoteDeletes(),
                        Effects.destroying("tag"),
                        refs(Reversibility.RECOVERABLE));
            case REPOSITORY, REMOTE ->
                AnyOf.of(
                        Effects.destroying("repository", "repo"),
                        Operates.destroying(
                                "gh:repo-delete", "glab:repo-delete", "github:*repos*", "gitlab:*projects*"));
            case REF -> AnyOf.of(BRANCH_DELETES, Operates.destroying("git:*"), Effects.destroying("ref"));
            case COMMIT, HISTORY -> REWRITES;
            case STASH -> Operates.destroying("git:stash*");
            case CHANGES -> DISCARDS;
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
                        AllOf.of(FORCE_PUSHES, new TextHas(List.of("tags"))),
                        with("git", "-f", "tag"),
                        with("git", "-d", "tag"),
                        refs(Reversibility.RECOVERABLE));
            case STASH -> Operates.writing("git:stash*");
            case VISIBILITY ->
                AnyOf.of(
                        AllOf.of(Operates.writing("gh:repo-edit"), new TextHas(List.of("visibility"))),
                        Operates.writing("github:PATCH /repos/{owner}/{repo}", "tool:*visibility*"));
            case HISTORY, COMMIT, REF -> REWRITES;
            case HOOK ->
                AnyOf.of(
                        new Files(
                                List.of(".git/hooks", ".husky", ".pre-commit-config.yaml", "lefthook.yml"),
                                Files.Access.WRITE),
                        SKIPS);
            default -> null;
        };
    }

    private static Condition remoteDeletes() {
        return AllOf.of(
                Operates.destroying("git:push"),
                AnyOf.of(with("git", "--delete", "push"), with("git", "-d", "push"), new TextHas(List.of(" :"))));
    }

    private static Condition merges() {
        return AnyOf.of(
                Operates.writing("gh:pr-merge", "glab:mr-merge"),
                Operates.writing("tool:*merge*"),
                github("*merge*"),
                Operates.writing("gitlab:*merge"));
    }

    private static Condition pulls(String lemma) {
        String verb = lemma.equals("open") ? "create" : lemma;
        return AnyOf.of(
                Operates.writing("gh:pr-" + verb + "*", "glab:mr-" + verb + "*"),
                Operates.writing("tool:*" + verb + "*pull*", "tool:*" + verb + "*merge*request*"),
                github(verb.equals("create") ? "*pulls" : "*pulls*"));
    }

    private static Condition github(String path) {
        return AllOf.of(
                Operates.writing("github:" + path, "http:*"),
                new OnHost(List.of("api.github.com")),
                Effects.writing("pull", "pulls", "merge", "merges", "content", "contents"),
                new Unless(new Operates(dev.agentguard.effect.Glob.of(List.of("git:*")), Reversibility.READ_ONLY)));
    }

    private static Condition with(String program, String option, String... words) {
        return new CommandShape(Set.of(program), List.of(words), List.of(Options.of(option)));
    }

    private static boolean isCode(Thing thing) {
        return thing == Thing.CHANGES
                || thing == Thing.CODE
                || thing == Thing.COMMIT
                || thing == Thing.HISTORY
                || thing == Thing.ANYTHING;
    }
}
