package dev.agentguard.scope.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCopiesTest {

    @TempDir
    Path work;

    private Path temporary;
    private Path backups;
    private FileCopies copies;
    private Repository repository;

    @BeforeEach
    void directories() throws IOException {
        assumeTrue(Repository.gitIsInstalled(), "git is not installed");
        temporary = Files.createDirectories(work.resolve("tmp"));
        backups = Files.createDirectories(work.resolve("backups"));
        copies = new FileCopies(List.of(temporary), List.of(backups));
        repository = Repository.pushed(work.resolve("repo"), work.resolve("remote"));
        repository.write(".gitignore", "build/\n").write("src/main.c", "int x;").commit("more");
        repository.git("push", "-q");
    }

    @AfterEach
    void close() {
        if (copies != null) {
            copies.close();
        }
    }

    private Recoverability rm(String path, Effect... others) {
        return copies.find(Losses.loss(Losses.rm(path), repository.root(), others), false);
    }

    @ParameterizedTest
    @CsvSource({"a.txt", "./a.txt", "src", "src/", "src/*", "src/../a.txt", "*.txt"})
    void what_the_last_commit_holds_survives(String path) {
        assertThat(rm(path).verdict()).isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void file_that_git_tracks_is_lost_with_its_changes() throws IOException {
        repository.write("a.txt", "changed");
        assertThat(rm("a.txt"))
                .isEqualTo(new Recoverability(
                        Verdict.DOES_NOT_SURVIVE, "1 file with changes that no commit holds (`a.txt`)"));
        assertThat(rm("b.txt").verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(rm("*.txt").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void file_that_git_does_not_track_is_lost() throws IOException {
        repository.write("src/notes.txt", "mine").write("build/out.o", "x");
        assertThat(rm("src/notes.txt").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(rm("src").evidence()).contains("1 file that git does not track (`src/notes.txt`)");
        assertThat(rm("build").evidence()).contains("that git ignores");
    }

    @Test
    void file_that_git_was_told_not_to_look_at_is_unknown() throws IOException {
        repository.git("update-index", "--assume-unchanged", "a.txt").write("a.txt", "changed");
        assertThat(rm("a.txt").verdict()).isEqualTo(Verdict.UNKNOWN);
        repository.git("update-index", "--no-assume-unchanged", "a.txt");
        repository.git("update-index", "--skip-worktree", "a.txt");
        assertThat(rm("a.txt").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void file_that_is_not_there_needs_nothing() {
        assertThat(rm("nothing.txt").verdict()).isEqualTo(Verdict.NOT_NEEDED);
    }

    @Test
    void file_that_the_same_action_puts_there_is_unknown() {
        Effect mv = Losses.effect("local:mv", "local:file", "a.txt", Reversibility.REVERSIBLE);
        assertThat(rm("a.txt", mv).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(rm("b.txt", mv).verdict()).isEqualTo(Verdict.SURVIVES);
        Effect somewhere = Losses.effect("local:mv", "local:file", null, Reversibility.REVERSIBLE);
        assertThat(rm("b.txt", somewhere).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whole_repository_survives_if_a_remote_holds_it_all() throws IOException {
        assertThat(rm(repository.root().toString()).verdict()).isEqualTo(Verdict.SURVIVES);
        repository.git("branch", "local");
        assertThat(rm(".").verdict()).isEqualTo(Verdict.SURVIVES);
        repository.write("c.txt", "3").commit("not pushed");
        assertThat(rm(repository.root().toString()).evidence()).contains("1 commit that no remote holds");
        assertThat(rm(".git").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void whole_repository_is_lost_with_what_is_stashed_or_not_tracked() throws IOException {
        repository.write("a.txt", "changed").git("stash");
        assertThat(rm(".").evidence()).contains("what was stashed");
        repository.git("stash", "drop").write("notes.txt", "mine");
        assertThat(rm(".").evidence()).contains("that git does not track");
        assertThat(rm(".git").verdict()).isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void repository_without_a_remote_is_lost() throws IOException {
        Repository alone = Repository.in(work.resolve("alone"));
        alone.write("a", "1").commit("only here");
        assertThat(rm(alone.root().toString()).evidence()).contains("1 commit that no remote holds");
        Repository empty = Repository.in(work.resolve("empty"));
        assertThat(rm(empty.root().toString()).verdict()).isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void repository_inside_of_a_directory_is_not_taken_for_a_file_of_it() throws IOException {
        Repository inner = Repository.in(work.resolve("repo/inner"));
        inner.write("x", "1").commit("only here");
        assertThat(rm("inner").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(rm(work.toString()).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void temporary_files_need_nothing() throws IOException {
        Files.writeString(temporary.resolve("x"), "1");
        assertThat(rm(temporary.resolve("x").toString()).verdict()).isEqualTo(Verdict.NOT_NEEDED);
        assertThat(rm(temporary + "/*").verdict()).isEqualTo(Verdict.NOT_NEEDED);
        assertThat(rm(temporary.toString()).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(rm(temporary + "/../repo/a.txt").verdict()).isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void link_out_of_the_temporary_directory_is_followed() throws IOException {
        Files.writeString(work.resolve("precious"), "1");
        Files.createSymbolicLink(temporary.resolve("link"), work);
        assertThat(rm(temporary + "/link/precious").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        Files.createSymbolicLink(temporary.resolve("deep"), Files.createDirectories(work.resolve("p/q")));
        Files.writeString(work.resolve("p/x"), "1");
        assertThat(rm(temporary + "/deep/../x").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void same_content_where_backups_lie_survives() throws IOException {
        repository.write("backup.sql", "create table t;");
        assertThat(rm("backup.sql").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        Files.writeString(backups.resolve("other.sql"), "create table x;");
        assertThat(rm("backup.sql").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        Files.writeString(backups.resolve("copy.sql"), "create table t;");
        assertThat(rm("backup.sql").evidence()).contains("copy.sql` has the same content");
    }

    @Test
    void copy_that_goes_in_the_same_action_is_none() throws IOException {
        repository.write("backup.sql", "create table t;");
        Files.writeString(backups.resolve("copy.sql"), "create table t;");
        assertThat(rm("backup.sql", Losses.rm(backups.toString())).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(rm("backup.sql", Losses.rm(backups + "/copy.sql")).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        Files.delete(backups.resolve("copy.sql"));
        Files.createSymbolicLink(backups.resolve("copy.sql"), repository.root().resolve("backup.sql"));
        assertThat(rm("backup.sql").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void relative_path_from_nobody_knows_where_is_unknown() {
        assertThat(copies.find(Losses.loss(Losses.rm("a.txt"), null), false).verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(copies.find(Losses.loss(Losses.rm("$HOME/x"), repository.root()), false)
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(copies.find(Losses.loss(Losses.rm("~other/x"), repository.root()), false)
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }
}
