package dev.agentguard.scope.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real git repository in a directory of a test. */
record Repository(Path root) {

    static boolean gitIsInstalled() {
        try {
            return run(Path.of("."), "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Repository in(Path root) throws IOException {
        Files.createDirectories(root);
        Repository repository = new Repository(root);
        repository.git("init", "-q", "-b", "main");
        return repository;
    }

    /** One with a commit on {@code main} that a remote has too. */
    static Repository pushed(Path root, Path remote) throws IOException {
        Files.createDirectories(remote);
        assertThat(run(remote, "init", "-q", "--bare", "-b", "main")).isZero();
        Repository repository = in(root);
        repository.write("a.txt", "one").write("b.txt", "two").commit("first");
        repository.git("remote", "add", "origin", remote.toString());
        repository.git("push", "-q", "-u", "origin", "main");
        return repository;
    }

    Repository write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    Repository commit(String message) throws IOException {
        git("add", "-A");
        return git("commit", "-q", "-m", message);
    }

    Repository git(String... arguments) throws IOException {
        assertThat(run(root, arguments)).as(String.join(" ", arguments)).isZero();
        return this;
    }

    private static int run(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_CONFIG_GLOBAL", File.separatorChar == '\\' ? "NUL" : "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file), StandardCharsets.UTF_8);
    }
}
