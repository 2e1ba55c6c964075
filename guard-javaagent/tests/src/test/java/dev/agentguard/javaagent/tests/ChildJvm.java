package dev.agentguard.javaagent.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with or without the agent. */
final class ChildJvm implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;
    private final Path err;

    private ChildJvm(Process process, Path err) {
        this.process = process;
        this.err = err;
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What a JVM left behind that ran to its end. */
    record Ended(int status, String out, String err) {}

    /** Puts a command line together. */
    static final class Builder {
        private final List<String> command = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>();
        private Path directory = Path.of("target");
        private String main = "";
        private final List<String> arguments = new ArrayList<>();

        private Builder(Jdks.Jdk jdk) {
            command.add(jdk.java());
            command.add("-Xshare:auto");
            command.add("-XX:TieredStopAtLevel=1");
            // rule files of the home directory count
            command.add("-Duser.home=" + Path.of("target/home").toAbsolutePath());
        }

        Builder agent(Path jar, String argument) {
            command.add("-javaagent:" + jar + (argument.isEmpty() ? "" : "=" + argument));
            return this;
        }

        Builder agent(Path config) {
            return agent(GuardJar.file(), config.toString());
        }

        Builder option(String option) {
            command.add(option);
            return this;
        }

        Builder classPath(Path... entries) {
            for (Path entry : entries) {
                classPath.add(entry.toString());
            }
            return this;
        }

        Builder in(Path value) {
            directory = value;
            return this;
        }

        Builder main(String value, String... given) {
            main = value;
            arguments.addAll(List.of(given));
            return this;
        }

        ChildJvm start() {
            List<String> line = new ArrayList<>(command);
            if (!classPath.isEmpty()) {
                line.add("-cp");
                line.add(String.join(java.io.File.pathSeparator, classPath));
            }
            if (!main.isEmpty()) {
                line.add(main);
            }
            line.addAll(arguments);
            try {
                Path err = Files.createTempFile(Files.createDirectories(Path.of("target/children")), "jvm", ".err");
                ProcessBuilder builder =
                        new ProcessBuilder(line).directory(directory.toFile()).redirectError(err.toFile());
                // Options of the JVM that runs the tests are not those of the child.
                List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "GUARD_CONFIG")
                        .forEach(builder.environment()::remove);
                return new ChildJvm(builder.start(), err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Ended run(String... typed) {
            try (ChildJvm child = start()) {
                for (String line : typed) {
                    child.in.println(line);
                }
                child.in.close();
                return child.end();
            }
        }
    }

    static Builder on(Jdks.Jdk jdk) {
        return new Builder(jdk);
    }

    /** Waits for the line that an application prints once it is ready. */
    ChildJvm ready() {
        String line = readLine();
        if (!"ready".equals(line)) {
            throw new IllegalStateException("`" + line + "` instead of `ready`; " + err());
        }
        return this;
    }

    /** Sends a line and returns the next one. */
    synchronized String ask(String line) {
        in.println(line);
        String answer = readLine();
        if (answer == null) {
            throw new IllegalStateException("the application ended; " + err());
        }
        return answer;
    }

    private String readLine() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended end() {
        try {
            StringBuilder text = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                text.append(line).append('\n');
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running; " + err());
            }
            return new Ended(process.exitValue(), text.toString(), err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        in.close();
        process.destroyForcibly();
    }
}
