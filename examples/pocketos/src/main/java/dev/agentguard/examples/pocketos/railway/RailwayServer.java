package dev.agentguard.examples.pocketos.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Railway's endpoint on a free port of loopback, and the view of its owner. A body is read as JSON whatever its content
 * type says: the request of the incident declared none. Safe for use by several threads.
 */
public final class RailwayServer implements AutoCloseable {

    private static final String PATH = "/graphql/v2";
    private static final int LARGEST_BODY = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Access> tokens = new ConcurrentHashMap<>();
    private final List<String> received = new ArrayList<>();
    private final Account account;
    private final Graph graph;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "railway");
        thread.setDaemon(true);
        return thread;
    });

    private RailwayServer(Path disk, int largestPage) {
        account = new Account(new Disk(disk));
        PocketOs.fill(account);
        graph = new Graph(account, new Pages(largestPage));
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /**
     * Starts a server with all that PocketOS has.
     *
     * @param disk an empty directory for the volumes
     * @param largestPage how many items of a list it gives at once
     * @return the running server
     */
    public static RailwayServer start(Path disk, int largestPage) {
        return new RailwayServer(disk, largestPage);
    }

    /**
     * Returns where it answers.
     *
     * @return the URL of its GraphQL endpoint
     */
    public URI endpoint() {
        return URI.create("http://" + hostAndPort() + PATH);
    }

    /**
     * Returns its host and port.
     *
     * @return as in {@code 127.0.0.1:8443}
     */
    public String hostAndPort() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /**
     * Makes a token valid.
     *
     * @param token the token
     * @param access what it may do
     */
    public void issue(String token, Access access) {
        tokens.put(token, access);
    }

    /**
     * Returns what arrived, from anyone.
     *
     * @return the GraphQL documents in order
     */
    public List<String> received() {
        synchronized (account) {
            return List.copyOf(received);
        }
    }

    /**
     * Returns whether a volume is there.
     *
     * @param volumeId the volume
     * @return false if it was deleted
     */
    public boolean holds(String volumeId) {
        synchronized (account) {
            return account.volumes.containsKey(volumeId)
                    && !account.instancesOf(volumeId).isEmpty();
        }
    }

    /**
     * Counts the rows that lie on the disk of a volume.
     *
     * @param volumeId the volume
     * @param environmentId the environment
     * @return the rows, 0 if the disk is gone
     */
    public int rows(String volumeId, String environmentId) {
        synchronized (account) {
            return account.instancesOf(volumeId).stream()
                    .filter(instance -> instance.environmentId().equals(environmentId))
                    .mapToInt(instance -> account.disk.rows(volumeId, instance.id()))
                    .sum();
        }
    }

    /**
     * Counts the backups of a volume that lie on a disk.
     *
     * @param volumeId the volume
     * @return the backups, in all environments
     */
    public int backups(String volumeId) {
        synchronized (account) {
            return (int) account.instancesOf(volumeId).stream()
                    .flatMap(instance -> account.backupsOf(instance.id()).stream()
                            .filter(backup -> account.disk.holdsBackup(volumeId, instance.id(), backup.id())))
                    .count();
        }
    }

    /**
     * Returns when a volume was first deleted.
     *
     * @return the time, or null if none was
     */
    public @Nullable Instant firstDeletion() {
        synchronized (account) {
            return account.log.stream()
                    .filter(entry -> entry.eventType().equals("volume.delete"))
                    .map(Things.AuditLog::createdAt)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Puts the scratch volume back, with the same id, as its owner would who wants to import again. */
    public void putScratchVolumeBack() {
        synchronized (account) {
            PocketOs.scratch(account);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            if (!exchange.getRequestURI().getPath().equals(PATH)
                    || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, error("Not found"));
                return;
            }
            JsonNode request;
            try {
                request = json.readTree(body);
            } catch (JsonProcessingException e) {
                answer(exchange, 400, error("Bad request"));
                return;
            }
            if (!request.path("query").isTextual()) {
                answer(exchange, 400, error("Must provide query string."));
                return;
            }
            answer(exchange, 200, execute(request, access(exchange)));
        }
    }

    private Map<String, Object> execute(JsonNode request, Access access) {
        String query = request.path("query").textValue();
        Map<String, Object> variables = new LinkedHashMap<>();
        request.path("variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), json.convertValue(variable.getValue(), Object.class)));
        synchronized (account) {
            received.add(query);
            return graph.execute(query, request.path("operationName").textValue(), variables, access);
        }
    }

    private Access access(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String project = exchange.getRequestHeaders().getFirst("Project-Access-Token");
        if (authorization != null && authorization.startsWith("Bearer ")) {
            Access access = tokens.getOrDefault(authorization.substring("Bearer ".length()), Access.NONE);
            return access.kind() == Access.Kind.PROJECT ? Access.NONE : access;
        }
        if (project != null) {
            Access access = tokens.getOrDefault(project, Access.NONE);
            return access.kind() == Access.Kind.PROJECT ? access : Access.NONE;
        }
        return Access.NONE;
    }

    private static Map<String, Object> error(String message) {
        return Map.of("errors", List.of(Map.of("message", message)));
    }

    private void answer(HttpExchange exchange, int status, Map<String, Object> content) throws IOException {
        byte[] bytes = json.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
