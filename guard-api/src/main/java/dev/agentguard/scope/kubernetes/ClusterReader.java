package dev.agentguard.scope.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.remote.RemoteService;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads from a cluster's API server with Guard's own token. */
final class ClusterReader {

    private static final byte[] NOTHING = {};
    private static final int MOST = 1_000;
    private static final Duration LEFT_FOR_THE_ANSWER = Duration.ofMillis(300);

    /** https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables and behind it */
    private static final String NAMES_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private final ClusterAccess access;
    private final RemoteService service;

    ClusterReader(ClusterAccess access, HttpTransport transport, String name, BoundedCalls calls) {
        this.access = access;
        this.service = new RemoteService(name, transport, access.trust(), calls, access.timeLimit());
    }

    /** What went wrong, for an answer that is none. */
    RemoteService service() {
        return service;
    }

    Response get(String path, Deadline deadline) throws CallFailedException {
        return get(path, "application/json", deadline);
    }

    private Response get(String path, String accept, Deadline deadline) throws CallFailedException {
        String server = access.server().toString();
        URI address = URI.create((server.endsWith("/") ? server.substring(0, server.length() - 1) : server) + path);
        return service.send("GET", address, () -> headers(accept), NOTHING, deadline);
    }

    private Map<String, String> headers(String accept) {
        return Map.of(
                "Authorization", "Bearer " + access.token().get().reveal(), "Accept", accept, "User-Agent", "guard");
    }

    /**
     * What of a list was read.
     *
     * @param path its path
     * @param whole whether more than names and labels of its items is needed
     * @param page how many items are asked for at once
     */
    record Listing(String path, boolean whole, int page) {}

    /**
     * Reads a list page by page, as https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
     * has it.
     *
     * @return why not all of it was read, or null if all was
     * @throws CallFailedException if nothing was read and the server may be down
     */
    @Nullable
    String each(Listing list, Deadline deadline, Consumer<JsonNode> item) throws CallFailedException {
        String next = "";
        for (int page = 0; page * list.page() < MOST; page++) {
            if (deadline.within(LEFT_FOR_THE_ANSWER)) {
                return "there was no time left to read them all";
            }
            try {
                Response response = get(
                        list.path() + "?limit=" + list.page() + next,
                        list.whole() ? "application/json" : NAMES_ONLY,
                        deadline);
                if (response.status() == 401 || response.status() == 403 || response.status() == 404) {
                    return service.status(response.status()).because();
                }
                if (response.status() != 200) {
                    throw service.status(response.status());
                }
                next = take(service.object(response), item);
            } catch (CallFailedException e) {
                if (page == 0) {
                    throw e;
                }
                return e.because();
            }
            if (next.isEmpty()) {
                return null;
            }
        }
        return "there are more than " + MOST;
    }

    /** Hands on the items of a page, and returns how to ask for the next one; empty if there is none. */
    private String take(JsonNode page, Consumer<JsonNode> item) throws CallFailedException {
        JsonNode items = page.get("items");
        if (!service.text(page, "kind").endsWith("List") || items == null || !(items.isArray() || items.isNull())) {
            throw service.unexpected("items");
        }
        items.forEach(item);
        JsonNode more = page.path("metadata").path("continue");
        if (more.isMissingNode()
                || more.isNull()
                || (more.isTextual() && more.textValue().isEmpty())) {
            return "";
        }
        if (!more.isTextual()) {
            throw service.unexpected("metadata.continue");
        }
        return "&continue=" + URLEncoder.encode(more.textValue(), StandardCharsets.UTF_8);
    }
}
