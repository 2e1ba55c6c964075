package dev.agentguard.javaagent.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A real server of Redis on this machine, whose program a test library brings along. */
final class RedisServer implements AutoCloseable {

    private static final int PATIENCE = 200;

    private final Process process;
    private final int port;

    RedisServer(Path directory, String... options) {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            List<String> command = new ArrayList<>(List.of(
                    program(directory).toString(),
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    directory.toString()));
            command.addAll(List.of(options));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis-" + port + ".log").toFile())
                    .start();
            await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(Path directory) throws IOException {
        Path program = directory.resolve("redis-server");
        if (!Files.exists(program)) {
            boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
            boolean arm = System.getProperty("os.arch").equals("aarch64");
            String name = mac
                    ? "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64")
                    : arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
            try (InputStream in = RedisServer.class.getResourceAsStream("/" + name)) {
                Files.copy(Objects.requireNonNull(in, name), program, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("`" + program + "` cannot be made executable");
            }
        }
        return program;
    }

    private void await() throws IOException {
        for (int i = 0; i < PATIENCE; i++) {
            try {
                if (ask("PING").equals("+PONG")) {
                    return;
                }
            } catch (IOException e) {
                // not there yet
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IOException("the server of Redis does not answer");
    }

    int port() {
        return port;
    }

    String url(int database) {
        return "redis://127.0.0.1:" + port + "/" + database;
    }

    /** Sends a command on a connection of its own and returns the first line of the answer. */
    String ask(String line) throws IOException {
        return talk(line).get(0);
    }

    /** How often a command was run since the server's start. */
    int calls(String command) {
        try {
            for (String line : talk("INFO commandstats")) {
                if (line.startsWith("cmdstat_" + command + ":calls=")) {
                    return Integer.parseInt(line.substring(line.indexOf('=') + 1, line.indexOf(',')));
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> talk(String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            for (String read = in.readLine(); read != null; read = in.readLine()) {
                lines.add(read);
            }
            return lines;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
