package dev.agentguard.examples.pocketos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program that is spoken to line by line. What it writes to its error output is kept for when it fails. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String END = "\u0000";

    private final Process process;
    private final Writer in;
    private final BlockingQueue<Line> out = new LinkedBlockingQueue<>();
    private final List<String> errors = new ArrayList<>();

    /** A line and when it came. */
    record Line(String text, Instant at) {}

    ChildProcess(List<String> command, Path directory, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("GUARD_CONFIG", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        drain(process.getInputStream(), line -> out.add(new Line(line, Instant.now())));
        drain(process.getErrorStream(), line -> {
            synchronized (errors) {
                errors.add(line);
            }
        });
    }

    /** Sends a line. */
    void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to a line that starts so, or to the end of the output. */
    List<Line> readTo(String prefix) {
        List<Line> lines = new ArrayList<>();
        while (true) {
            Line line = next();
            if (line.text().equals(END)) {
                out.add(line);
                return lines;
            }
            lines.add(line);
            if (line.text().startsWith(prefix)) {
                return lines;
            }
        }
    }

    /** Closes its input, and waits for its end. */
    int finish() {
        try {
            in.close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("did not end within " + PATIENCE.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What it wrote to its error output so far. */
    List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private Line next() {
        try {
            Line line = out.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("said nothing for " + PATIENCE.toSeconds() + " s: " + errors());
            }
            return line;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void drain(InputStream stream, java.util.function.Consumer<String> sink) {
        boolean isOutput = stream == process.getInputStream();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(sink);
                    } catch (IOException | UncheckedIOException e) {
                        // it ended
                    } finally {
                        if (isOutput) {
                            sink.accept(END);
                        }
                    }
                },
                "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
