package dev.agentguard.scope.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The branch that is checked out, read from the files of git. */
class CheckedOutTest {

    @TempDir
    private Path root;

    private Path git;

    @BeforeEach
    void repository() throws IOException {
        git = Files.createDirectories(root.resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/fix/a\n");
        Files.writeString(git.resolve("config"), "[core]\n\tbare = false\n");
    }

    @Test
    void branch_isFoundFromAFolderBelow() throws IOException {
        CheckedOut found = found(Files.createDirectories(root.resolve("src/main")));

        assertThat(found.branch()).isEqualTo("fix/a");
        assertThat(found.root()).isEqualTo(root);
    }

    @Test
    void noWorkTree_isNone() throws IOException {
        Files.delete(git.resolve("HEAD"));
        Files.delete(git.resolve("config"));
        Files.delete(git);

        assertThat(CheckedOut.around(root)).isNull();
    }

    @Test
    void workTreeBesideTheRepository_hasItsOwnBranch() throws IOException {
        Path own = Files.createDirectories(git.resolve("worktrees/w"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/other\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Path tree = Files.createDirectories(root.resolve("w"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");

        assertThat(found(tree).branch()).isEqualTo("other");
        assertThat(found(tree).pushed()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3d2c42fb8a7b1b5d2c42fb8a7b1b5d2c42fb8a7b\n",
                "",
                "ref: refs/heads/.invalid\n",
                "ref: refs/heads/\n",
                "ref: refs/heads/a b\n",
                "ref: refs/remotes/origin/main\n"
            })
    void whatNamesNoBranch_isUnknown(String head) throws IOException {
        Files.writeString(git.resolve("HEAD"), head);

        assertThat(found(root).branch()).isNull();
    }

    @Test
    void filesThatAreTooLong_orNone_areUnknown() throws IOException {
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/" + "a".repeat(10_000));
        assertThat(found(root).branch()).isNull();

        Files.delete(git.resolve("HEAD"));
        Files.createDirectory(git.resolve("HEAD"));
        assertThat(found(root).branch()).isNull();

        Path tree = Files.createDirectories(root.resolve("w"));
        Files.writeString(tree.resolve(".git"), "gitdir: ../nowhere\n");
        assertThat(found(tree).branch()).isNull();
    }

    @Test
    void pushOfTheSameName_isKnown() throws IOException {
        assertThat(found(root).pushed()).isEqualTo("fix/a");

        Files.writeString(
                git.resolve("config"),
                "[branch \"fix/a\"]\n\tremote = origin\n\tmerge = refs/heads/fix/a\n[branch \"b\"]\n\tmerge = refs/heads/main\n");
        assertThat(found(root).pushed()).isEqualTo("fix/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[push]\n\tdefault = matching\n",
                "[branch \"fix/a\"]\n\tremote = origin\n\tmerge = refs/heads/main\n",
                "[remote \"origin\"]\n\tpush = refs/heads/*:refs/heads/*\n",
                "[remote \"origin\"]\n\tmirror = true\n",
                "[include]\n\tpath = other\n",
                "[includeIf \"gitdir:~/\"]\n\tpath = other\n"
            })
    void whatChangesWhereAPushGoes_makesItUnknown(String settings) throws IOException {
        Files.writeString(git.resolve("config"), settings);

        assertThat(found(root).pushed()).isNull();
        assertThat(found(root).branch()).isEqualTo("fix/a");
    }

    private static CheckedOut found(Path directory) {
        return Objects.requireNonNull(CheckedOut.around(directory));
    }
}
