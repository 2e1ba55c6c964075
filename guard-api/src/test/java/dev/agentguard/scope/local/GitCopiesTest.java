package dev.agentguard.scope.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCopiesTest {

    private final GitCopies git = new GitCopies();

    @TempDir
    Path work;

    private Repository repository;

    @BeforeEach
    void repository() throws IOException {
        assumeTrue(Repository.gitIsInstalled(), "git is not installed");
        repository = Repository.pushed(work.resolve("repo"), work.resolve("remote"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    private Recoverability find(String operation, @Nullable String id) {
        return git.find(
                Losses.loss(Losses.effect(operation, "git:ref", id, Reversibility.IRREVERSIBLE), repository.root()),
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"git:reset", "git:checkout", "git:switch"})
    void changes_that_no_commit_holds_are_lost(String operation) throws IOException {
        assertThat(find(operation, null).verdict()).isEqualTo(Verdict.SURVIVES);
        repository.write("a.txt", "changed");
        assertThat(find(operation, null))
                .isEqualTo(new Recoverability(
                        Verdict.DOES_NOT_SURVIVE, "1 file with changes that no commit holds (`a.txt`)"));
        repository.git("add", "a.txt");
        assertThat(find(operation, null).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        repository.commit("second");
        assertThat(find(operation, null).verdict()).isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void reset_may_overwrite_what_git_does_not_track() throws IOException {
        repository.write("notes.txt", "mine");
        assertThat(find("git:reset", null).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void clean_takes_what_git_does_not_track() throws IOException {
        assertThat(find("git:clean", null).verdict()).isEqualTo(Verdict.NOT_NEEDED);
        repository.write("notes.txt", "mine");
        assertThat(find("git:clean", null).evidence()).isEqualTo("1 file that git does not track (`notes.txt`)");
        repository.write(".gitignore", "notes.txt\n").git("add", ".gitignore").git("commit", "-q", "-m", "ignore");
        assertThat(find("git:clean", null))
                .isEqualTo(new Recoverability(
                        Verdict.UNKNOWN, "with `-x` it deletes 1 file that git ignores (`notes.txt`)"));
    }

    @Test
    void stash_is_lost_with_its_entries() throws IOException {
        assertThat(find("git:stash-clear", null).verdict()).isEqualTo(Verdict.NOT_NEEDED);
        repository.write("a.txt", "changed").git("stash");
        assertThat(find("git:stash-drop", null).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void branch_survives_where_another_holds_its_commits() throws IOException {
        repository.git("branch", "same");
        assertThat(find("git:branch", "same").verdict()).isEqualTo(Verdict.SURVIVES);
        repository.git("checkout", "-q", "-b", "feature").write("c.txt", "3").commit("third");
        repository.git("checkout", "-q", "main");
        assertThat(find("git:branch", "feature"))
                .isEqualTo(new Recoverability(
                        Verdict.DOES_NOT_SURVIVE,
                        "1 commit of `feature` are on no other branch, tag or remote; only the reflog holds them for a"
                                + " while"));
        repository.git("push", "-q", "origin", "feature");
        assertThat(find("git:branch", "feature"))
                .isEqualTo(new Recoverability(
                        Verdict.SURVIVES, "`refs/remotes/origin/feature` holds all commits of `feature`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "*", "--help", "main ", "../main", "refs/heads/main", "a\nb"})
    void branch_that_is_none_is_unknown(String name) {
        assertThat(find("git:branch", name).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void remote_is_not_asked_so_what_it_holds_is_unknown() {
        assertThat(find("git:push", "main").evidence())
                .isEqualTo("`refs/remotes/origin/main` has what the remote held at the last fetch; what came since is"
                        + " not here");
        assertThat(find("git:push", ":nobody").evidence()).isEqualTo("what the remote holds there was never fetched");
        assertThat(find("git:push", "+main").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void unknown_directory_and_no_repository_are_unknown() {
        var reset = Losses.effect("git:reset", "git:unknown", null, Reversibility.IRREVERSIBLE);
        assertThat(git.find(Losses.loss(reset, null), false).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(git.find(Losses.loss(reset, work), false).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void nothing_that_the_repository_configures_is_run() throws IOException {
        String touch = "touch '" + work.resolve("pwned") + "'";
        repository.git("config", "core.fsmonitor", touch);
        repository.git("config", "filter.evil.clean", touch);
        repository.git("config", "filter.evil.smudge", touch);
        repository.git("config", "filter.evil.process", touch);
        repository.git("config", "filter.evil.required", "true");
        repository.git("config", "core.pager", touch);
        repository.git("config", "core.sshCommand", touch);
        Files.writeString(repository.root().resolve(".git/info/attributes"), "* filter=evil\n");
        Path hook = repository.root().resolve(".git/hooks/post-index-change");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + touch + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        Files.deleteIfExists(work.resolve("pwned"));
        repository.write("a.txt", "chan");

        assertThat(find("git:reset", null).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(find("git:branch", "main").verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(work.resolve("pwned")).doesNotExist();
    }

    @Test
    void filter_with_a_name_that_cannot_be_switched_off_is_not_run() throws IOException {
        Files.writeString(
                repository.root().resolve(".git/config"),
                repository.read(".git/config") + "[filter \"a=b\"]\n\tclean = touch '" + work.resolve("pwned") + "'\n");
        Files.writeString(repository.root().resolve(".git/info/attributes"), "* filter=a=b\n");
        repository.write("a.txt", "chan");
        assertThat(find("git:reset", null).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(work.resolve("pwned")).doesNotExist();
    }

    @Test
    void index_stays_as_it_was() throws IOException {
        byte[] before = Files.readAllBytes(repository.root().resolve(".git/index"));
        Files.setLastModifiedTime(
                repository.root().resolve("a.txt"), java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L));
        find("git:reset", null);
        assertThat(Files.readAllBytes(repository.root().resolve(".git/index"))).isEqualTo(before);
    }

    @Test
    void work_tree_that_is_elsewhere_is_unknown() throws IOException {
        repository.git("config", "core.worktree", work.toString());
        assertThat(find("git:reset", null).verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
