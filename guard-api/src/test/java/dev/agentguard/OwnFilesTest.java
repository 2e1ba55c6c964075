package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.session.SessionMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that lies under the directory for temporary files is not temporary. */
class OwnFilesTest {

    @TempDir
    private Path directory;

    private Path work;
    private Path elsewhere;

    @BeforeEach
    void makeDirectories() throws IOException {
        Path real = directory.toRealPath();
        work = Files.createDirectories(real.resolve("work"));
        Files.createDirectories(work.resolve("scans"));
        elsewhere = Files.createDirectories(real.resolve("elsewhere"));
    }

    private boolean isOwn(String named) {
        return new OwnFiles(List.of(), work).own(named, work, "s", new SessionMemory()) != null;
    }

    @Test
    void filesOfTheWork_areNotTemporary() {
        assertThat(isOwn("scans/*.pdf")).isFalse();
        assertThat(isOwn("scans/a.pdf")).isFalse();
        assertThat(isOwn(work + "/*.log")).isFalse();
        assertThat(isOwn(work.getParent() + "/*.log")).isFalse();
        assertThat(isOwn(work.getParent().toString())).isFalse();
    }

    @Test
    void otherTemporaryFiles_are() {
        assertThat(isOwn(elsewhere + "/*.log")).isTrue();
        assertThat(isOwn(elsewhere + "/a.log")).isTrue();
        assertThat(isOwn("../elsewhere/a.log")).isTrue();
    }
}
